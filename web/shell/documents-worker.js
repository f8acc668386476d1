/** The worker of documents-client.js: answers one message after the other with the program that reads files of others. */

import createDocuments from "./documents.js";

const loading = createDocuments();

self.addEventListener("message", async ({ data: { ticket, message } }) => {
    const program = await loading;
    program.HEAPU8.set(message, program._konkordat_documents_buffer(message.length) >>> 0);
    message.fill(0); // Keys and passwords may be in it.
    const address = program._konkordat_documents_carry_out() >>> 0;
    const answer = program.HEAPU8.slice(address, address + program._konkordat_documents_size());
    program._konkordat_documents_forget();
    self.postMessage({ ticket, answer }, [answer.buffer]);
});

// A failure to load, or of the program, must reach the page: a rejection of its own would not.
self.addEventListener("unhandledrejection", (event) => { throw event.reason; });
