#include "cli/trace_table.hpp"

#include "scalar/text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace adamant {
namespace {

/// Calls f(name, value, meaning) for every column in order; a value is a number or an optional one.
template <class Row, class F>
void each_column(const Row& row, const F& f) {
  f("loss", row.loss, "l(W)");
  f("penalty", row.penalty, "lambda R(W)");
  f("lambda", row.lambda, "weight of the penalty");
  f("rho", row.rho, "nuclear over Frobenius norm");
  f("nuclear", row.nuclear, "nuclear norm");
  f("frobenius", row.frobenius, "Frobenius norm");
  f("eu", row.eu, "relative error, hidden entries");
  f("eo", row.eo, "relative error, observed entries");
  f("rmse", row.rmse, "root mean square error, hidden");
  f("effective_rank", row.effective_rank, "exp of the spectrum's entropy");
  f("rank_0.1", row.rank[0], "singular values above 0.1 of the first");
  f("rank_0.01", row.rank[1], "… above 0.01");
  f("rank_0.001", row.rank[2], "… above 0.001");
  f("off_frame", row.off_frame, "energy outside the start's frame");
  f("angle_to_start", row.angle_to_start, "degrees, leading subspaces");
  f("angle_to_truth", row.angle_to_truth, "degrees, leading subspaces");
  f("loss_gradient", row.loss_gradient, "its norm");
  f("penalty_gradient", row.penalty_gradient, "its norm, times lambda");
  f("moved", row.moved, "hidden part, relative to the truth");
  f("largest_update", row.largest_update, "max |U|");
}

std::string cell(Index k) { return std::to_string(k); }
template <Real S>
std::string cell(const S& x) {
  if (!is_finite(x)) return "";
  if constexpr (std::same_as<S, double>) {
    char buffer[32];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, x).ptr};
  } else {
    return to_text(x);
  }
}
template <class T>
std::string cell(const std::optional<T>& x) {
  return x ? cell(*x) : "";
}

std::string few_digits(Index k) { return std::to_string(k); }
template <Real S>
std::string few_digits(const S& x) {
  return is_finite(x) ? fmt::format("{:.6g}", static_cast<double>(x)) : "";
}
template <class T>
std::string few_digits(const std::optional<T>& x) {
  return x ? few_digits(*x) : "";
}

}  // namespace

template <Real S>
void TraceTable<S>::add(const TraceRow<S>& row) {
  if (rows_++ == 0) {
    first_ = best_ = row;
    csv_ = "t";
    each_column(
        row, [&](const char* name, const auto&, const char*) { csv_ += std::string(",") + name; });
    csv_ += "\n";
  }
  csv_ += std::to_string(row.t);
  each_column(row, [&](const char*, const auto& value, const char*) { csv_ += "," + cell(value); });
  csv_ += "\n";
  last_ = row;
  if (row.eu && best_.eu && *row.eu < *best_.eu) best_ = row;
}

template <Real S>
std::string TraceTable<S>::summary() const {
  std::vector<std::string> end;
  each_column(last_, [&](const char*, const auto& value, const char*) {
    end.push_back(few_digits(value));
  });
  std::string text =
      fmt::format("{:<17}{:>13}{:>13}\n", "", "t = 0", fmt::format("t = {}", last_.t));
  std::size_t k = 0;
  each_column(first_, [&](const char* name, const auto& value, const char* meaning) {
    const std::string& last = end[k++];
    const std::string first = few_digits(value);
    if (first.empty() && last.empty()) return;
    text += fmt::format("{:<17}{:>13}{:>13}   {}\n", name, first, last, meaning);
  });
  if (best_.eu && best_.t != last_.t)
    text += fmt::format("lowest eu: {} at t = {}\n", few_digits(best_.eu), best_.t);
  return text;
}

template <Real S>
std::string TraceTable<S>::now() const {
  return last_.eu ? "eu " + few_digits(last_.eu) : "loss " + few_digits(last_.loss);
}

template class TraceTable<double>;
template class TraceTable<Real113>;
template class TraceTable<Real256>;
template class TraceTable<Real512>;

}  // namespace adamant
