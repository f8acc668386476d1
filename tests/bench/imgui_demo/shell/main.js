import createProgram from "./konkordat.js";

createProgram({ canvas: document.getElementById("canvas") });
