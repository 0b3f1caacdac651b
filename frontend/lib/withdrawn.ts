/** An own photo that was taken off leaves no empty frame on a page that was stored before. */

/** Hide every own photo that cannot be had, now and later. */
export function hideWithdrawn(): void {
  // An image's error does not bubble, but it can be caught on its way down.
  document.addEventListener("error", (event) => hide(event.target), true);
  for (const image of document.querySelectorAll<HTMLImageElement>("img.own-photo")) {
    if (image.complete && image.src && image.naturalWidth === 0) hide(image);
  }
}

function hide(target: EventTarget | null): void {
  const photo = target instanceof HTMLImageElement && target.matches("img.own-photo") && target.closest("picture");
  if (photo) photo.hidden = true;
}
