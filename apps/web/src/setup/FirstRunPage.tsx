export default function FirstRunPage() {
  return null;
}
