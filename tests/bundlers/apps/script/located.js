import { setWasmUrl } from "conference-card";
import wasm from "conference-card/conference-card.wasm";

setWasmUrl(wasm);
