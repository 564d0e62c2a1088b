export default function MergePage() {
  return null;
}
