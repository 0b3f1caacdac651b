/** The microphone: asked for once, open from word to word, and let go when the page is left. */
import { levelOf } from "./sound-check.ts";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"]; // Chrome; Safari; Firefox
const BITS_PER_SECOND = 48_000; // Safari's own choice would be a hundred times a word's need
// Without echo cancellation, which makes phones behave, and sound, as in a call; a kitchen's noise may go.
const WANTED: MediaTrackConstraints = {
  channelCount: 1,
  echoCancellation: false,
  noiseSuppression: true,
  autoGainControl: true,
};

/** A word being said. */
export interface Take {
  /** How loud it is just now, from 0 to 1. */
  level(): number;
  /** Stop, and return what was said. */
  stop(): Promise<Blob>;
}

let stream: MediaStream | undefined;
let context: AudioContext | undefined;

/** Whether the microphone is open. */
export function isOpen(): boolean {
  return stream?.getAudioTracks().some((track) => track.readyState === "live") ?? false;
}

/** Ask for the microphone; fails when the person, the phone or its settings say no. */
export async function open(): Promise<void> {
  if (isOpen()) return;
  if (!navigator.mediaDevices || !("MediaRecorder" in window)) throw new DOMException("no microphone", "NotFoundError");
  stream = await navigator.mediaDevices.getUserMedia({ audio: WANTED });
}

/** Let the microphone go, so that the phone shows it as closed. */
export function close(): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = undefined;
}

/** Begin to record; the microphone is open. */
export function record(): Take {
  const open = stream as MediaStream;
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(open, { audioBitsPerSecond: BITS_PER_SECOND, ...(mimeType && { mimeType }) });
  const pieces: Blob[] = [];
  const ended = new Promise<Blob>((resolve) => {
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => resolve(new Blob(pieces, { type: recorder.mimeType }));
  });
  recorder.start();
  return {
    level: levelMeter(open),
    stop: () => {
      if (recorder.state !== "inactive") recorder.stop();
      return ended;
    },
  };
}

function levelMeter(open: MediaStream): () => number {
  context ??= new AudioContext();
  void context.resume(); // Safari starts it asleep, and wakes it only from a tap
  const meter = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(open).connect(meter);
  const samples = new Float32Array(meter.fftSize);
  return () => {
    meter.getFloatTimeDomainData(samples);
    return levelOf(samples);
  };
}

addEventListener("pagehide", close);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && close());
