// Leads from a reference to its passage; without it the list of all references is there.
(function () {
  "use strict";
  var d = document;
  var same = function (text) { return text.normalize("NFC").toLowerCase().replace(/[\s_.,:;]+/g, "."); };
  var lead = function () {
    var hash = decodeURIComponent(location.hash.slice(1)), told = d.querySelector(".s-state");
    var wanted = hash && !/^s-/.test(hash) ? hash : new URLSearchParams(location.search).get("ref");
    if (!wanted) return;
    var found, near;
    d.querySelectorAll(".references a").forEach(function (x) {
      var ref = x.dataset.ref || x.id;
      if (x.id === wanted || ref === wanted) found = x;
      if (same(ref) === same(wanted.trim())) near = near || x;
    });
    if (found || near) return location.replace((found || near).href);
    told.textContent = told.dataset.none.split("%").join(wanted);
    d.querySelector(".go-to input").value = wanted;
  };
  addEventListener("hashchange", lead);
  lead();
})();
