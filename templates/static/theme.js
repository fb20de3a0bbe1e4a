// Runs before the page is painted, so that a chosen colour scheme does not flash.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("siglum-theme");
    if (theme) root.dataset.theme = theme;
  } catch (error) { /* storage may be forbidden */ }
})();
