// Real matrices out of Debian packages; a package that is not installed skips its test.

#include "problem/observed_matrix.hpp"
#include "properties/shell.hpp"
#include "properties/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace adamant {
namespace {

Typed data(const std::string& words) { return shell("'" ADAMANT_PROGRAM "' data " + words); }

/// Fetches, checks the exit code, reads; or the reason to skip.
struct Fetched {
  explicit Fetched(const std::string& name)
      : typed(data("fetch " + name + " --out '" + folder.path("") + "'")) {
    if (typed.code == 0) M = read_matrix(folder.path(name + ".mtx"));
  }
  bool package_missing() const {
    return typed.code == 2 && typed.out.find("is not installed; apt-get install") != typed.out.npos;
  }
  TemporaryFolder folder;
  Typed typed;
  ObservedMatrix M;
};

void expect_matrix(const std::string& name, Index m, Index n, Index entries, double sum) {
  const Fetched f(name);
  if (f.package_missing()) GTEST_SKIP() << f.typed.out;
  ASSERT_EQ(f.typed.code, 0) << f.typed.out;
  EXPECT_EQ(f.M.values.rows(), m);
  EXPECT_EQ(f.M.values.cols(), n);
  EXPECT_EQ(f.M.Omega.count(), entries);
  EXPECT_EQ(f.M.values.sum(), sum);
  EXPECT_NE(f.typed.out.find("licence: "), std::string::npos);
  EXPECT_NE(f.folder.read(name + ".mtx").find("% licence: "), std::string::npos);
}

TEST(RealData, Volcano) { expect_matrix("volcano", 87, 61, 5307, 690907); }
TEST(RealData, InstEval) { expect_matrix("insteval", 2972, 1128, 73421, 235369); }
TEST(RealData, MovieLens) { expect_matrix("movielens", 671, 9066, 100004, 354375); }

TEST(RealData, CameraIsTheImageThatOurCropIsOf) {
  const Fetched f("camera");
  if (f.package_missing()) GTEST_SKIP() << f.typed.out;
  ASSERT_EQ(f.typed.code, 0) << f.typed.out;
  const ObservedMatrix crop = read_matrix(ADAMANT_SOURCE_DIR "/properties/data/camera64.mtx");
  EXPECT_EQ(f.M.values.block(100, 210, 64, 64), crop.values);
}

TEST(RealData, BadInputIsOneLineAndExitCode2) {
  const TemporaryFolder folder;
  for (const std::string words :
       {"", "fetch", "fetch lena", "fetch volcano --out /nowhere", "steal volcano"}) {
    const auto [code, out] = data(words);
    EXPECT_EQ(code, 2) << words;
    EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 1) << out;
  }
  const auto [code, out] = shell("PATH=/nowhere '" ADAMANT_PROGRAM "' data fetch volcano --out '" +
                                 folder.path("") + "'");
  EXPECT_EQ(code, 2);
  EXPECT_NE(out.find("the Debian package r-base-core is not installed"), std::string::npos) << out;
  EXPECT_TRUE(folder.names().empty());
}

TEST(RealData, TheListNamesEveryPackageAndLicence) {
  const auto [code, out] = data("list");
  EXPECT_EQ(code, 0);
  for (const char* word : {"volcano", "r-base-core", "camera", "python3-skimage", "insteval",
                           "r-cran-lme4", "movielens", "r-cran-dslabs", "not to be passed on"})
    EXPECT_NE(out.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace adamant
