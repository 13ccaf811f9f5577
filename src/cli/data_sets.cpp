#include "cli/data_sets.hpp"

namespace adamant {
namespace {

/// The readers end with 3 where their package is not there. A complete matrix is printed by columns, one
/// number a line; a listed one as `row column value`, counted from 1.
std::vector<std::string> by_r(const std::string& package, const std::string& body) {
  return {"Rscript", "--vanilla", "-e",
          "if (!nzchar(system.file(package = '" + package + "'))) quit(status = 3)\n" + body};
}

/// A data frame of ratings `x` with rows, columns and values as given.
std::string listed(const std::string& row, const std::string& column, const std::string& value) {
  return "i <- factor(" + row + "); j <- factor(" + column +
         ")\n"
         "cat(nlevels(i), nlevels(j), nrow(x), '\\n')\n"
         "write.table(cbind(as.integer(i), as.integer(j), " +
         value + "), row.names = FALSE, col.names = FALSE)\n";
}

std::string from_package(const std::string& data, const std::string& package) {
  return "e <- new.env()\nutils::data('" + data + "', package = '" + package +
         "', envir = e)\nx <- e$" + data + "\n";
}

const char* const camera = R"(
import importlib.util, os, sys
found = importlib.util.find_spec('skimage')
if found is None or importlib.util.find_spec('PIL') is None:
    sys.exit(3)
from PIL import Image
image = Image.open(os.path.join(os.path.dirname(found.origin), 'data', 'camera.png')).convert('L')
n, m = image.size
print(m, n, m * n)
grey = list(image.getdata())
for j in range(n):
    for i in range(m):
        print(grey[i * n + j])
)";

}  // namespace

std::span<const DataSet> data_sets() {
  static const std::vector<DataSet> sets{
      {"volcano", "heights of Maunga Whau, Auckland, on a grid of 10 m", "r-base-core",
       "GPL-2, as R: may be passed on under it", true,
       [](long m, long n, long) { return m == 87 && n == 61; },
       by_r("datasets",
            "x <- datasets::volcano\ncat(dim(x), length(x), '\\n')\n"
            "cat(format(x, trim = TRUE), sep = '\\n')\n")},
      {"camera",
       "grey levels of a photograph",
       "python3-skimage",
       "CC0 by the photographer, Lav Varshney: may be passed on",
       true,
       [](long m, long n, long) { return m == 512 && n == 512; },
       {"/usr/bin/python3", "-c", camera}},
      {"insteval", "ratings of lecturers (columns) by students (rows) at ETH Zürich, 1 to 5",
       "r-cran-lme4", "GPL-2 or later, as lme4: may be passed on under it", false,
       [](long m, long n, long e) { return m == 2972 && n == 1128 && e == 73421; },
       by_r("lme4", from_package("InstEval", "lme4") + listed("x$s", "x$d", "x$y"))},
      {"movielens", "ratings of films (columns) by viewers (rows), 1/2 to 5", "r-cran-dslabs",
       "GroupLens, research use: not to be passed on without their permission, so it is read from "
       "your own copy of the package and belongs into no repository",
       false, [](long m, long n, long e) { return m == 671 && n == 9066 && e == 100004; },
       by_r("dslabs",
            from_package("movielens", "dslabs") + listed("x$userId", "x$movieId", "x$rating"))},
  };
  return sets;
}

}  // namespace adamant
