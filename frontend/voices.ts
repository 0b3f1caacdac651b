/** What staff's pages of voices load besides the rest. */
import "./elements/bundle-upload.ts";
import "./elements/kept-list.ts";
