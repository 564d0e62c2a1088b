export default function RewritePage() {
  return null;
}
