import { Host } from "./host.js";
import { showNotice } from "./notices.js";
import { Persistence } from "./persistence.js";

async function start() {
    if (typeof WebAssembly !== "object")
        return showNotice("webassembly");
    const host = new Host();
    let program;
    try {
        const { default: createKonkordat } = await import("./konkordat.js");
        program = await createKonkordat({ host, Persistence });
    } catch (error) {
        showNotice("failed");
        throw error;
    }
    if (!program._konkordat_start())
        return showNotice("graphics");
    host.start(program);
}

start();
