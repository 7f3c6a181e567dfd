import { Meeting } from "./meeting";

export default function Page() {
  return (
    <main>
      <conference-card conference-id="1b7a2e63-0b2f-4d2c-9a64-3b8dae5f2c02" join-href="/rooms/{name}"></conference-card>
      <Meeting />
    </main>
  );
}
