/** Where the choice of light or dark is kept in the browser. */
export const THEME_KEY = "consonant-theme";

/**
 * Runs in <head> before anything is painted, so that a chosen theme never flashes. It never varies: a content policy may
 * allow it by THEME_SCRIPT_HASH (theme-script.test.ts keeps the two together).
 */
export const THEME_SCRIPT = `try{var t=localStorage.getItem("${THEME_KEY}");if(t==="dark"||t==="light")document.documentElement.dataset.theme=t}catch(e){}`;

/** Content-Security-Policy source of the script above. */
export const THEME_SCRIPT_HASH = "sha256-NPWRwdAoiGG4otEkUaQe0RhDRP9uttks0PjdRw07+io=";
