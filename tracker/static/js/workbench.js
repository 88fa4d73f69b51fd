/* What is done from the workbench leads back to it: the row is gone, and the next one is there. */
if (document.body.classList.contains("workbench-page")) {
  document.addEventListener("dialog:saved", (event) => {
    event.preventDefault();
    location.reload();
  });
}
