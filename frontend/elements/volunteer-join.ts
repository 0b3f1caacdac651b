/** A volunteer's way in: the card of the address is redeemed by a tap. */
import { wipe } from "../lib/account.ts";
import { redeemVolunteerCard } from "../lib/redemption.ts";

/** The one button of the page that a volunteer's QR opens. */
export class VolunteerJoin extends HTMLElement {
  connectedCallback(): void {
    this.querySelector(".check")?.addEventListener("click", () => void this.#join());
  }

  async #join(): Promise<void> {
    this.#tell("", "");
    this.classList.add("is-busy");
    // The card's secret stands behind the # of the address, which no server sees.
    const problem = await redeemVolunteerCard({
      token: location.hash.slice(1),
      device_id: this.dataset.deviceId ?? "",
    });
    this.classList.remove("is-busy");
    if (problem) return this.#tell(problem.code, problem.message || (this.dataset.lost ?? ""));
    await wipe("volunteer"); // whatever this phone kept belonged to somebody else
    location.replace("/studio");
  }

  #tell(code: string, words: string): void {
    for (const notice of this.querySelectorAll<HTMLElement>("[data-problem]")) {
      notice.hidden = notice.dataset.problem !== code;
      const text = notice.querySelector("span");
      if (text) text.textContent = words;
    }
  }
}

customElements.define("volunteer-join", VolunteerJoin);
