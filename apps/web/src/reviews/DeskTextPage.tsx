export default function DeskTextPage() {
  return null;
}
