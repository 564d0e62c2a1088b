export default function DelegationsPage() {
  return null;
}
