#include "problem/delimited.hpp"
#include "problem/ratings.hpp"
#include "properties/input_check.hpp"
#include "properties/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

ObservedMatrix table(const std::string& text) {
  TextFile file("f.csv", text);
  return read_delimited(file);
}

ObservedMatrix ratings(const std::string& text) {
  TextFile file("r.csv", text);
  return read_ratings(file);
}

const Matrix<double> two_by_three = (Matrix<double>(2, 3) << 1, 2.5, -3, 4e2, .5, 6).finished();
using Names = std::vector<std::string>;

TEST(Delimited, EverySeparatorReadsTheSame) {
  for (const char* text :
       {"1,2.5,-3\n4e2,.5,6\n", "1\t2.5\t-3\n4e2\t.5\t6", "1;2.5;-3\r\n4e2;.5;6.\r\n",
        "  1 2.5   -3\n4e2 .5 +6 \n\n\n", "# numbers\n1, 2.5 ,-3\n# more\n4e2,.5,6\n",
        "\xEF\xBB\xBF\"1\",\"2.5\",\"-3\"\n\"4e2\",\".5\",\"6\"\n"}) {
    const auto M = table(text);
    EXPECT_EQ(M.values, two_by_three) << text;
    EXPECT_TRUE(M.Omega.all()) << text;
    EXPECT_TRUE(M.col_names.empty()) << text;
  }
}

TEST(Delimited, MissingEntriesAreNotObserved) {
  const auto M = table("1,,NA\nNaN,\"\",?\nna,nan,7\n");
  EXPECT_EQ(M.Omega.cast<int>().matrix(),
            (Matrix<int>(3, 3) << 1, 0, 0, 0, 0, 0, 0, 0, 1).finished());
  EXPECT_EQ(M.values(0, 0), 1);
  EXPECT_EQ(M.values(2, 2), 7);
  EXPECT_TRUE(M.values.allFinite());
  EXPECT_EQ(table("1\t\t3\n\t\t\n").Omega.count(), 2);
}

TEST(Delimited, AHeaderIsALineOfNamesWithoutANumber) {
  const auto M = table("width,\"height, in m\",\"the \"\"rest\"\"\"\n1,2.5,-3\n4e2,.5,6\n");
  EXPECT_EQ(M.values, two_by_three);
  EXPECT_EQ(M.col_names, (Names{"width", "height, in m", "the \"rest\""}));
  EXPECT_EQ(M.layout, "a table with a header");
  EXPECT_EQ(table("1,,NA\n4,5,6\n").values.rows(), 2);
}

TEST(Delimited, RowNamesStandUnderAnEmptyCorner) {
  const auto M = table("\"\",\"V1\",\"V2\"\n\"1\",10,20\n\"2\",30,40\n");
  EXPECT_EQ(M.values, (Matrix<double>(2, 2) << 10, 20, 30, 40).finished());
  EXPECT_EQ(M.row_names, (Names{"1", "2"}));
  const auto frame = table(",0,1\n0,10.0,20.0\n1,30.0,\n");
  EXPECT_EQ(frame.values, (Matrix<double>(2, 2) << 10, 20, 30, 0).finished());
  EXPECT_EQ(frame.Omega.count(), 3);
  EXPECT_EQ(frame.layout, "a table with a header and row names");
  EXPECT_EQ(table(",0,1\n0,10,20\n2,30,40\n").values.rows(), 3) << "a missing entry, not a corner";
}

TEST(Delimited, EveryMalformedTableIsRefusedAtItsLine) {
  const std::string number = ", expected a number, or nothing, NA, NaN or ? where it is missing";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "f.csv: found no rows, expected a table of numbers"},
      {"\n\n", "f.csv:2: found no rows, expected a table of numbers"},
      {"# only\n", "f.csv:1: found no rows, expected a table of numbers"},
      {"1,2\n3\n", "f.csv:2: found 1 cells, expected 2, as on line 1"},
      {"1,2\n3,4,5\n", "f.csv:2: found 3 cells, expected 2, as on line 1"},
      {"1,2\n\n3,4\n", "f.csv:2: found a blank line, expected a row of the table"},
      {"1,2\n3,x\n5,6\n", "f.csv:2: found 'x' in column 2" + number},
      {"1,abc\n3,4\n", "f.csv:1: found 'abc' in column 2" + number},
      {"a,b\n", "f.csv:1: found 'a' in column 1" + number},
      {"1,5;2,5\n", "f.csv:1: found '5;2' in column 2" + number},
      {"1,2\n3,inf\n5,6\n",
       "f.csv:2: found 'inf' in column 2, expected a finite number of double range"},
      {"1,1e999\n3,4\n",
       "f.csv:1: found '1e999' in column 2, expected a finite number of double range"},
      {"1,\"2\n3,4\n", "f.csv:1: found '\"2', expected a closing quote on the same line"},
      {"1,\"2\"3\n3,4\n", "f.csv:1: found '3', expected a separator behind the closing quote"},
      {std::string("1,2\0\n", 5), "f.csv:1: found '2\\x00' in column 2" + number}};
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(complaint([&] { table(text); }), expected) << "for: " << text;
}

TEST(Delimited, NoMutationOfATableDoesMoreThanBeRefused) {
  const auto counts = survive_mutations(
      {"a,b,c\n1,2.5,-3\n4e2,NA,6\n", "1\t2\n\t3\n", ",0,1\n0,1,2\n1,3,4\n", "\"x y\" 2\n3 4\n"},
      "0123456789,;\t \"\n-.eNA?#", 20000, [](const std::string& text) {
        const auto M = table(text);
        return M.values.allFinite() && M.values.rows() == M.Omega.rows() &&
               M.values.cols() == M.Omega.cols();
      });
  EXPECT_GT(counts.read, 2000);
  EXPECT_GT(counts.refused, 2000);
  EXPECT_EQ(counts.wrong, 0);
}

TEST(Ratings, AreMappedInOrderOfAppearance) {
  const Matrix<double> expected = (Matrix<double>(2, 2) << 4, 1.5, 5, 0).finished();
  for (const char* text :
       {"userId,movieId,rating,timestamp\n7,m2,4,964982703\n7,31,1.5,0\nanna,m2,5,1\n",
        "7::m2::4::1\n7::31::1.5::1\nanna::m2::5\n", "7\tm2\t4\n7\t31\t1.5\nanna\tm2\t5\n",
        "7 m2 4\n\n7 31 1.5\nanna m2 5\n", "\"7\",\"m2\",4\n7,31,1.5\nanna,m2,5"}) {
    const auto M = ratings(text);
    EXPECT_EQ(M.values, expected) << text;
    EXPECT_EQ(M.Omega.count(), 3) << text;
    EXPECT_EQ(M.row_names, (Names{"7", "anna"})) << text;
    EXPECT_EQ(M.col_names, (Names{"m2", "31"})) << text;
  }
}

TEST(Ratings, EveryMalformedLineIsRefused) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "r.csv: found no ratings, expected lines of user, item, rating"},
      {"user,item,rating\n", "r.csv:1: found no ratings, expected lines of user, item, rating"},
      {"1,2\n", "r.csv:1: found 2 cells, expected user, item, rating and at most a time"},
      {"1,2,3,4,5\n", "r.csv:1: found 5 cells, expected user, item, rating and at most a time"},
      {"1,2,3\n1,3,good\n", "r.csv:2: found 'good', expected a number"},
      {"1,2,3\n1,3,\n", "r.csv:2: found '', expected a number"},
      {"1,2,nan\n", "r.csv:1: found 'nan', expected a finite number of double range"},
      {"1,2,3\n,3,4\n", "r.csv:2: found an empty id, expected a user and an item"},
      {"1,2,3\n2,2,3\n1,2,4\n",
       "r.csv:3: found user '1' and item '2' a second time, expected one rating each (first on "
       "line 1)"}};
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(complaint([&] { ratings(text); }), expected) << "for: " << text;
}

TEST(Ratings, NoMutationDoesMoreThanBeRefused) {
  const auto counts =
      survive_mutations({"user,item,rating\n1,2,3\n1,3,4.5\n2,2,1\n", "1::a::3::9\n2::b::4::9\n"},
                        "0123456789,: \n\"ab", 20000, [](const std::string& text) {
                          const auto M = ratings(text);
                          return M.Omega.any() && M.values.allFinite();
                        });
  EXPECT_GT(counts.read, 2000);
  EXPECT_GT(counts.refused, 2000);
  EXPECT_EQ(counts.wrong, 0);
}

TEST(ReadMatrix, ChoosesByContent) {
  const TemporaryFolder folder;
  const std::string mtx = "%%MatrixMarket matrix array real general\n1 1\n5\n",
                    triples = "1,2,3\n4,5,6\n";
  const auto layout = [&](const std::string& name, const std::string& text,
                          MatrixFormat format = MatrixFormat::by_content) {
    return read_matrix(folder.write(name, text), format).layout;
  };
  EXPECT_EQ(layout("a.txt", mtx), "Matrix Market, array");
  EXPECT_EQ(layout("a.csv", triples), "a table");
  EXPECT_EQ(layout("a.csv", triples, MatrixFormat::ratings), "ratings");
  EXPECT_EQ(layout("ratings.csv", triples), "ratings");
  EXPECT_EQ(layout("ratings.csv", triples, MatrixFormat::dense), "a table");
  EXPECT_EQ(layout("u.data", "1\t2\t3\t9\n"), "ratings");
  EXPECT_EQ(layout("a.dat", "1::2::3\n"), "ratings");
  EXPECT_EQ(layout("a.csv", "user,item,Rating\n1,2,3\n"), "ratings");
  EXPECT_EQ(layout("a.csv", "user,item,score\n1,2,3\n"), "a table with a header");
  const std::string path = folder.write("b.mtx", triples);
  EXPECT_NE(complaint([&] { read_matrix(path); }).find(path + ":1: found '1,2,3'"),
            std::string::npos);
}

}  // namespace
}  // namespace adamant
