export default function WritePage() {
  return null;
}
