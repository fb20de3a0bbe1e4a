// Finds a title in a long list of texts; without it the whole list is there.
(function () {
  "use strict";
  var filter = document.getElementById("s-filter");
  if (filter) {
    var lines = document.querySelectorAll(".documents > li"), count = filter.closest(".filter").querySelector("[role]");
    filter.closest(".filter").hidden = false;
    var fold = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
    filter.addEventListener("input", function () {
      var wanted = fold(filter.value.trim()), found = 0;
      lines.forEach(function (line) {
        line.hidden = wanted !== "" && fold(line.textContent).indexOf(wanted) < 0;
        if (!line.hidden) found += 1;
      });
      count.textContent = !wanted ? "" : found ? filter.dataset.some.replace("%", found) : filter.dataset.none;
    });
  }
})();
