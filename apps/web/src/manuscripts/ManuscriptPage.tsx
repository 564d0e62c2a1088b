export default function ManuscriptPage() {
  return null;
}
