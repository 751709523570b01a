// What covers the whole page: the enlarged picture and the bot's alert.

const viewer = document.querySelector(".viewer");
const alertBox = document.querySelector(".alert");

viewer.addEventListener("click", (event) => {
  if (!event.target.closest("button")) viewer.close();
});

export function enlarge(source, words) {
  const image = viewer.querySelector("img");
  image.src = source;
  image.alt = words;
  viewer.showModal();
}

export function showAlert(text) {
  alertBox.querySelector("p").textContent = text;
  if (!alertBox.open) alertBox.showModal();
}
