/** Whether a word can be heard, judged on the phone at once as the server will judge it. */

/** What is wrong with a recording: each has a picture and words on the page. */
export type Fault = "silent" | "too_short" | "clipped";

const WINDOW_SECONDS = 0.02;
const SILENCE = 0.01; // of full scale: -40 dB
const LEAST_SECONDS = 0.2;
const SHORT_SECONDS = 0.6; // a button that was only touched
const NEAR_FULL_SCALE = 0.995;
const CLIPPED_SHARE = 0.005; // a single loud moment is no harm

/** What is wrong with samples; undefined when nothing is. */
export function faultOf(samples: Float32Array, rate: number): Fault | undefined {
  const audible = audibleSeconds(samples, rate);
  if (audible < LEAST_SECONDS) return samples.length / rate < SHORT_SECONDS ? "too_short" : "silent";
  const loud = samples.reduce((count, sample) => count + Number(Math.abs(sample) >= NEAR_FULL_SCALE), 0);
  return loud > CLIPPED_SHARE * audible * rate ? "clipped" : undefined;
}

/** What is wrong with a recording as the phone made it; one that this phone cannot open is left to the server. */
export async function faultIn(recording: Blob): Promise<Fault | undefined> {
  if (recording.size === 0) return "too_short";
  try {
    const sound = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(await recording.arrayBuffer());
    return faultOf(sound.getChannelData(0), sound.sampleRate);
  } catch {
    return undefined;
  }
}

function audibleSeconds(samples: Float32Array, rate: number): number {
  const size = Math.floor(WINDOW_SECONDS * rate);
  let windows = 0;
  for (let start = 0; start + size <= samples.length; start += size) {
    if (levelOf(samples.subarray(start, start + size)) > SILENCE) windows += 1;
  }
  return windows * WINDOW_SECONDS;
}

/** How loud samples are, from 0 to 1. */
export function levelOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
