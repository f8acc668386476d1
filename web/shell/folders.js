/** Files of folders that a person chose or dropped. */

/** So many at most of one folder: what is beyond is left out. */
const mostFiles = 20_000;

/** Of `files` those whose name ends as `accept` has it (".json,.pdf"). */
export function filesAccepted(files, accept) {
    const endings = accept.split(",").filter((ending) => ending.startsWith("."));
    return [...files].filter(({ name }) => endings.some((ending) => name.toLowerCase().endsWith(ending)));
}

const readEntries = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

async function filesBelow(folder, found) {
    const reader = folder.createReader();
    for (let entries = await readEntries(reader); entries.length > 0; entries = await readEntries(reader))
        for (const entry of entries) {
            if (found.length >= mostFiles)
                return;
            if (entry.isDirectory)
                await filesBelow(entry, found);
            else if (/\.(json|pdf)$/i.test(entry.name))
                found.push(await fileOf(entry));
        }
}

/** The files of a drop; of a dropped folder the JSON and PDF files in it. */
export async function filesDropped(transfer) {
    // Both lists are empty once the event is over.
    const plain = [...transfer.files];
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
    if (!entries.some((entry) => entry?.isDirectory))
        return plain;
    const found = [];
    for (const entry of entries) {
        if (entry?.isDirectory)
            await filesBelow(entry, found).catch(() => {});
        else if (entry)
            found.push(await fileOf(entry));
    }
    return found;
}
