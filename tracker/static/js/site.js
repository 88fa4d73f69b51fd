/* The one script: its behaviours in the order in which they hear an event. */
import "./dialog.js";
import "./drafts.js";
import "./once.js";
import "./picker.js";
import "./quick-dates.js";
import "./filters.js";
import "./shortcuts.js";
import "./uploads.js";
import "./alike.js";
import "./board.js";
import "./refresh.js";
import "./workbench.js";
import "./chain.js";
import "./sankey.js";
