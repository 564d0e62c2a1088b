export default function ReviewRoutesPage() {
  return null;
}
