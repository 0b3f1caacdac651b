/** One sound at a time: in all tabs and windows of the app, never beside a film, and none on a page that is left or hidden. */

type Stop = () => void;

let current: Stop | undefined;
let tabs: BroadcastChannel | undefined;

/** Begin to sound, in place of whatever sounds here or in another tab; returns what to call when it is over. */
export function begin(stop: Stop, film?: Element): Stop {
  hush();
  for (const other of document.querySelectorAll<HTMLMediaElement>("video, audio")) if (other !== film) other.pause();
  current = stop;
  others()?.postMessage("begins");
  setAudioSession("playback");
  return () => {
    if (current !== stop) return;
    current = undefined;
    setAudioSession("auto");
  };
}

/** Stop whatever sounds. */
export function hush(): void {
  const stop = current;
  current = undefined;
  stop?.();
  if (stop) setAudioSession("auto");
}

/** Whoever has sounded hears when another tab begins; opened late, and closed with the page, so that it can be gone back to. */
function others(): BroadcastChannel | undefined {
  if (!tabs && "BroadcastChannel" in window) {
    tabs = new BroadcastChannel("dagkaart-sound");
    tabs.onmessage = hush;
  }
  return tabs;
}

/** An iPhone's silent switch mutes a page, unless the page says that it plays; a microphone works only when it doesn't. */
function setAudioSession(type: "playback" | "auto"): void {
  const session = (navigator as { audioSession?: { type: string } }).audioSession;
  if (session) session.type = type;
}

addEventListener("pagehide", () => {
  hush();
  tabs?.close();
  tabs = undefined;
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) hush();
});
document.addEventListener(
  "play",
  (event) => {
    const film = event.target as HTMLMediaElement;
    begin(() => film.pause(), film);
  },
  true,
);
