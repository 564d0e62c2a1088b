export default function ManuscriptsPage() {
  return null;
}
