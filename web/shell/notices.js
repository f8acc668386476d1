/** What is said when the program cannot start, in the browser's language. */

const sentences = {
    de: {
        webassembly: "Dieser Browser führt WebAssembly nicht aus. Konkordat braucht eine aktuelle Version von Firefox, Chrome, Edge oder Safari.",
        graphics: "Dieser Browser stellt keine WebGL-2-Grafik bereit. Schalten Sie die Hardwarebeschleunigung ein oder verwenden Sie einen anderen Browser.",
        failed: "Konkordat konnte nicht geladen werden. Prüfen Sie die Verbindung und laden Sie die Seite neu.",
        stopped: "Konkordat ist wegen eines Fehlers stehen geblieben. Was als gespeichert gemeldet war, ist gespeichert. Laden Sie die Seite neu.",
    },
    fr: {
        webassembly: "Ce navigateur n’exécute pas WebAssembly. Konkordat a besoin d’une version actuelle de Firefox, Chrome, Edge ou Safari.",
        graphics: "Ce navigateur ne fournit pas d’affichage WebGL 2. Activez l’accélération matérielle ou utilisez un autre navigateur.",
        failed: "Konkordat n’a pas pu être chargé. Vérifiez la connexion et rechargez la page.",
        stopped: "Konkordat s’est arrêté à cause d’une erreur. Ce qui était annoncé comme enregistré l’est. Rechargez la page.",
    },
    it: {
        webassembly: "Questo browser non esegue WebAssembly. Konkordat ha bisogno di una versione attuale di Firefox, Chrome, Edge o Safari.",
        graphics: "Questo browser non offre la grafica WebGL 2. Attivi l’accelerazione hardware o usi un altro browser.",
        failed: "Non è stato possibile caricare Konkordat. Verifichi la connessione e ricarichi la pagina.",
        stopped: "Konkordat si è fermato a causa di un errore. Ciò che risultava salvato è salvato. Ricarichi la pagina.",
    },
    en: {
        webassembly: "This browser does not run WebAssembly. Konkordat needs a current version of Firefox, Chrome, Edge or Safari.",
        graphics: "This browser offers no WebGL 2 graphics. Switch on hardware acceleration or use another browser.",
        failed: "Konkordat could not be loaded. Check the connection and reload the page.",
        stopped: "Konkordat stopped because of an error. What was reported as saved is saved. Reload the page.",
    },
};

/** @param {"webassembly"|"graphics"|"failed"|"stopped"} problem */
export function showNotice(problem) {
    const language = (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((code) => code in sentences) ?? "en";
    const notice = document.getElementById("notice");
    const paragraph = document.createElement("p");
    paragraph.setAttribute("role", "alert");
    paragraph.lang = language;
    paragraph.textContent = sentences[language][problem];
    notice.replaceChildren(paragraph);
    notice.hidden = false;
    document.getElementById("canvas").hidden = true;
    document.getElementById("mirror").hidden = true;
}
