/* What is done from the workbench leads back to it: the row is gone, and the next one is there. */
document.addEventListener("dialog:saved", (event) => {
  event.preventDefault();
  location.reload();
});
