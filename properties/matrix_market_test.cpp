#include "problem/matrix_market.hpp"
#include "properties/input_check.hpp"
#include "properties/temporary_folder.hpp"
#include "scalar/atomic_file.hpp"

#include <gtest/gtest.h>

namespace adamant {
namespace {

ObservedMatrix read(const std::string& text) {
  TextFile file("f.mtx", text);
  return read_matrix_market(file);
}

const std::string array = "%%MatrixMarket matrix array real general\n";
const std::string coordinate = "%%MatrixMarket matrix coordinate real general\n";

TEST(MatrixMarket, AnArrayIsReadByColumnsAndAllObserved) {
  const auto M = read(array + "% a comment\n%\n\n2 3\n1\n-2.5\n+3\n4e2\n.5\n6.\n");
  EXPECT_EQ(M.values, (Matrix<double>(2, 3) << 1, 3, .5, -2.5, 400, 6).finished());
  EXPECT_TRUE(M.Omega.all());
}

TEST(MatrixMarket, ACoordinateFileObservesWhatItListsZerosIncluded) {
  const auto M = read(coordinate + "2 3 3\n2 1 7\n1 3 0\n2  2\t-1\n");
  EXPECT_EQ(M.values, (Matrix<double>(2, 3) << 0, 0, 0, 7, -1, 0).finished());
  EXPECT_EQ(M.Omega.cast<int>().matrix(), (Matrix<int>(2, 3) << 0, 0, 1, 1, 1, 0).finished());
}

TEST(MatrixMarket, SymmetriesAreUnfolded) {
  EXPECT_EQ(read("%%MatrixMarket matrix array real symmetric\n2 2\n1\n2\n3\n").values,
            (Matrix<double>(2, 2) << 1, 2, 2, 3).finished());
  const auto skew = read("%%MatrixMarket matrix array real skew-symmetric\n3 3\n1\n2\n3\n");
  EXPECT_EQ(skew.values, (Matrix<double>(3, 3) << 0, -1, -2, 1, 0, -3, 2, 3, 0).finished());
  EXPECT_TRUE(skew.Omega.all());
  const auto listed =
      read("%%MatrixMarket MATRIX Coordinate Integer Symmetric\r\n3 3 2\r\n2 1 5\r\n3 3 4");
  EXPECT_EQ(listed.values, (Matrix<double>(3, 3) << 0, 5, 0, 5, 0, 0, 0, 0, 4).finished());
  EXPECT_EQ(listed.Omega.count(), 3);
  const auto skew_listed =
      read("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 5\n");
  EXPECT_EQ(skew_listed.values, (Matrix<double>(2, 2) << 0, -5, 5, 0).finished());
  EXPECT_FALSE(skew_listed.Omega(0, 0));
}

TEST(MatrixMarket, APatternIsAMask) {
  const TemporaryFolder folder;
  const auto mask =
      folder.write("m.mtx", "%%MatrixMarket matrix coordinate pattern general\n2 2 2\n1 2\n2 1\n");
  EXPECT_EQ(read_mask(mask).cast<int>().matrix(), (Matrix<int>(2, 2) << 0, 1, 1, 0).finished());
  const auto values = folder.write("v.mtx", coordinate + "1 1 1\n1 1 3\n");
  EXPECT_EQ(complaint([&] { read_mask(values); }),
            values +
                ":1: found '%%MatrixMarket matrix coordinate real general', expected a coordinate "
                "pattern");
}

TEST(MatrixMarket, TheArrayWrittenReadsBackBitForBit) {
  Matrix<double> W(2, 3);
  W << 0.1, -1.0 / 3, 5e-324, 1.7976931348623157e308, -0.0, 123456789;
  const TemporaryFolder folder;
  write_file_atomically(folder.path("w.mtx"), matrix_market_text(W, "two\nlines"));
  const auto back = read_matrix(folder.path("w.mtx"));
  EXPECT_TRUE(std::memcmp(back.values.data(), W.data(), 6 * sizeof(double)) == 0);
  EXPECT_EQ(back.layout, "Matrix Market, array");

  const Matrix<Real113> third = Matrix<Real113>::Constant(1, 1, ratio<Real113>(1, 3));
  const std::string text = matrix_market_text(third);
  const auto last_line = text.rfind('\n', text.size() - 2) + 1;
  EXPECT_EQ(Real113(text.substr(last_line, text.size() - last_line - 1)), third(0, 0));
}

TEST(MatrixMarket, EveryMalformedFileIsRefusedAtItsLine) {
  const std::string banner =
      "expected %%MatrixMarket matrix array|coordinate real|integer|pattern "
      "general|symmetric|skew-symmetric";
  const std::string size2 = "expected the numbers of rows and columns";
  const std::string size3 = "expected the numbers of rows, columns and entries";
  const std::string shape = "expected at least 1 of each and at most 2^26 entries";
  const std::string head = "%%MatrixMarket matrix ";
  const std::vector<std::pair<std::string, std::string>> table{
      {"", "f.mtx: found an empty file, " + banner},
      {"\n", "f.mtx:1: found '', " + banner},
      {"MatrixMarket matrix array real general\n",
       "f.mtx:1: found 'MatrixMarket matrix array real general', " + banner},
      {head + "array real\n", "f.mtx:1: found '%%MatrixMarket matrix array real', " + banner},
      {head + "vector real general\n", "f.mtx:1: found 'vector', expected array or coordinate"},
      {head + "array complex general\n",
       "f.mtx:1: found 'complex', expected real, integer or pattern entries"},
      {head + "coordinate real hermitian\n",
       "f.mtx:1: found 'hermitian', expected general, symmetric or skew-symmetric"},
      {head + "array pattern general\n",
       "f.mtx:1: found 'array pattern', expected coordinate pattern"},
      {array, "f.mtx:1: found the end of the file, expected a line with the size of the matrix"},
      {array + "% only\n% comments\n",
       "f.mtx:3: found the end of the file, expected a line with the size of the matrix"},
      {array + "2\n", "f.mtx:2: found '2', " + size2},
      {array + "2 2 4\n", "f.mtx:2: found '2 2 4', " + size2},
      {array + "two 2\n", "f.mtx:2: found 'two', " + size2},
      {array + "-1 2\n", "f.mtx:2: found '-1', " + size2},
      {array + "0 3\n", "f.mtx:2: found 0 rows and 3 columns, " + shape},
      {array + "8193 8192\n", "f.mtx:2: found 8193 rows and 8192 columns, " + shape},
      {array + "9223372036854775807 9223372036854775807\n",
       "f.mtx:2: found 9223372036854775807 rows and 9223372036854775807 columns, " + shape},
      {array + "99999999999999999999 2\n", "f.mtx:2: found '99999999999999999999', " + size2},
      {array + "1 2\n1\n",
       "f.mtx:3: found the end of the file after 1 of 2 entries, expected all of them"},
      {array + "1 2\n1\n2\n\n3\n",
       "f.mtx:6: found '3', expected the end of the file: 2 entries were announced"},
      {array + "1 2\n1 2\n", "f.mtx:3: found '1 2', expected one value a line"},
      {array + "1 1\nabc\n", "f.mtx:3: found 'abc', expected a number"},
      {array + "1 1\n1.0D3\n", "f.mtx:3: found '1.0D3', expected a number"},
      {array + "1 1\nNaN\n", "f.mtx:3: found 'NaN', expected a finite number of double range"},
      {array + "1 1\n-inf\n", "f.mtx:3: found '-inf', expected a finite number of double range"},
      {array + "1 1\n1e999\n", "f.mtx:3: found '1e999', expected a finite number of double range"},
      {head + "array integer general\n1 1\n1.5\n", "f.mtx:3: found '1.5', expected an integer"},
      {head + "array real symmetric\n2 3\n",
       "f.mtx:2: found a symmetric matrix of 2x3, expected a square one"},
      {coordinate + "2 2\n", "f.mtx:2: found '2 2', " + size3},
      {coordinate + "2 2 5\n",
       "f.mtx:2: found 5 entries, expected at most 4 in this matrix of 2x2"},
      {coordinate + "2 2 1\n0 1 3\n", "f.mtx:3: found '0', expected a row from 1 to 2"},
      {coordinate + "2 2 1\n1 0 3\n", "f.mtx:3: found '0', expected a column from 1 to 2"},
      {coordinate + "2 2 1\n3 1 3\n", "f.mtx:3: found '3', expected a row from 1 to 2"},
      {coordinate + "2 2 1\n1 -1 3\n", "f.mtx:3: found '-1', expected a column"},
      {coordinate + "2 2 1\n1.0 1 3\n", "f.mtx:3: found '1.0', expected a row"},
      {coordinate + "2 2 1\n1 1\n", "f.mtx:3: found '1 1', expected a row, a column and a value"},
      {coordinate + "2 2 1\n1 1 3 x\n",
       "f.mtx:3: found '1 1 3 x', expected a row, a column and a value"},
      {coordinate + "2 2 2\n1 1 3\n",
       "f.mtx:3: found the end of the file after 1 of 2 entries, expected all of them"},
      {coordinate + "2 2 2\n1 1 3\n2 1 1\n1 2 2\n",
       "f.mtx:5: found '1 2 2', expected the end of the file: 2 entries were announced"},
      {coordinate + "2 2 3\n1 2 3\n2 2 1\n1 2 3\n",
       "f.mtx:5: found row 1, column 2 a second time, expected each entry once (first on line 3)"},
      {coordinate + "2 2 1\n1 1 nan\n",
       "f.mtx:3: found 'nan', expected a finite number of double range"},
      {head + "coordinate real symmetric\n2 2 1\n1 2 3\n",
       "f.mtx:3: found row 1, column 2, expected an entry on or below the diagonal"},
      {head + "coordinate real skew-symmetric\n2 2 1\n1 1 3\n",
       "f.mtx:3: found row 1, column 1, expected an entry below the diagonal"},
      {head + "coordinate pattern general\n2 2 1\n1 1 3\n",
       "f.mtx:3: found '1 1 3', expected a row and a column"},
      {array + std::string("1 1\n\x1b[31m\0", 10),
       "f.mtx:3: found '\\x1b[31m\\x00', expected a number"},
  };
  for (const auto& [text, expected] : table)
    EXPECT_EQ(complaint([&] { read(text); }), expected) << "for: " << text;
}

TEST(MatrixMarket, WhatCannotBeReadIsRefused) {
  const TemporaryFolder folder;
  EXPECT_EQ(
      complaint([&] { read_matrix(folder.path("none.mtx")); }),
      folder.path("none.mtx") +
          ": found nothing that can be read (No such file or directory), expected a file to read");
  EXPECT_EQ(complaint([&] { read_matrix(folder.path("")); }),
            folder.path("") +
                ": found nothing that can be read (Is a directory), expected a file to read");
}

TEST(MatrixMarket, NoMutationOfAFileDoesMoreThanBeRefused) {
  const std::vector<std::string> seeds{
      array + "% c\n2 2\n1\n2.5\n-3e-1\n4\n", coordinate + "3 2 3\n1 1 1.5\n3 2 -2\n2 2 7e1\n",
      "%%MatrixMarket matrix coordinate integer symmetric\n3 3 2\n2 1 5\n3 3 4\n",
      "%%MatrixMarket matrix array real skew-symmetric\n3 3\n1\n2\n3\n"};
  const auto counts =
      survive_mutations(seeds, "0123456789 -+.eE\n%naif", 20000, [](const std::string& text) {
        const auto M = read(text);
        return M.values.allFinite() && M.values.rows() == M.Omega.rows() && M.Omega.any();
      });
  EXPECT_GT(counts.read, 1000);
  EXPECT_GT(counts.refused, 5000);
  EXPECT_EQ(counts.wrong, 0);
}

}  // namespace
}  // namespace adamant
