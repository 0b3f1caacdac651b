/** Photos that are still on this phone, shown from here: a page has no other way to a blob than an address made for it. */

/** The addresses of photos; `kept` gives the photo while it is on this phone. */
export class Previews {
  readonly #made = new Map<string, string>();

  constructor(private readonly kept: (id: string) => Blob | undefined) {}

  /** Where a photo can be seen. */
  source(id: string): string {
    const blob = this.kept(id);
    const known = this.#made.get(id);
    if (!blob || known) return known ?? `/photos/${id}/640.avif`;
    const made = URL.createObjectURL(blob);
    this.#made.set(id, made);
    return made;
  }

  /** Let go of what the server has by now, or of everything. */
  letGo(isAll = false): void {
    for (const [id, source] of this.#made) {
      if (!isAll && this.kept(id)) continue;
      this.#made.delete(id);
      URL.revokeObjectURL(source);
    }
  }
}
