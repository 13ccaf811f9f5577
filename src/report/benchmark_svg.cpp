#include "report/benchmark.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace adamant {
namespace {

constexpr const char* colours[] = {"#2166ac", "#b2182b", "#4d9221", "#762a83",
                                   "#b35806", "#444444", "#17a2a2", "#d6604d"};
constexpr double width = 420, height = 300, margin = 46;

/// Powers of two across, ratios on a logarithmic scale up.
class Panel {
 public:
  Panel(std::string title, double left) : title_(std::move(title)), left_(left) {}

  void add(const std::string& name, double n, double ratio) {
    if (!series_.contains(name)) order_.push_back(name);
    series_[name].push_back({std::log2(n), std::log2(ratio)});
    x_low_ = std::min(x_low_, std::log2(n));
    x_high_ = std::max(x_high_, std::log2(n));
    y_low_ = std::min(y_low_, std::floor(std::log2(ratio)));
    y_high_ = std::max(y_high_, std::ceil(std::log2(ratio)));
  }

  std::string svg() const {
    if (order_.empty()) return "";
    std::string text =
        fmt::format("<text x=\"{:.0f}\" y=\"18\" font-size=\"13\">{}</text>\n", left_ + 8, title_);
    for (double y = y_low_; y <= y_high_; ++y)
      text += fmt::format(
          "<path d=\"M{:.1f} {:.1f}H{:.1f}\" stroke=\"{}\"/><text x=\"{:.1f}\" y=\"{:.1f}\" "
          "text-anchor=\"end\">{}</text>\n",
          left_ + margin, at_y(y), left_ + width - 8, y == 0 ? "#555" : "#ddd", left_ + margin - 5,
          at_y(y) + 4,
          y < 0 ? fmt::format("1/{:.0f}", std::exp2(-y)) : fmt::format("{:.0f}×", std::exp2(y)));
    for (double x = std::ceil(x_low_); x <= x_high_; ++x)
      text += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{:.0f}</text>\n",
                          at_x(x), height - margin + 18, std::exp2(x));
    text += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">n</text>\n",
                        left_ + (margin + width) / 2, height - 12);
    for (std::size_t k = 0; k < order_.size(); ++k) text += line(k);
    return text;
  }

 private:
  double at_x(double x) const {
    const double span = std::max(x_high_ - x_low_, 1.0);
    return left_ + margin + 10 + (x - x_low_) / span * (width - margin - 30);
  }
  double at_y(double y) const {
    return height - margin - (y - y_low_) / (y_high_ - y_low_) * (height - 2 * margin);
  }
  std::string line(std::size_t k) const {
    const char* colour = colours[k % std::size(colours)];
    std::string path, dots;
    for (const auto& [x, y] : series_.at(order_[k])) {
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", at_x(x), at_y(y));
      dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>", at_x(x),
                          at_y(y), colour);
    }
    return fmt::format(
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"/>{}\n"
        "<text x=\"{:.0f}\" y=\"{:.0f}\" fill=\"{}\">{}</text>\n",
        path, colour, dots, left_ + margin + 4, height + 8 + 15 * static_cast<double>(k), colour,
        order_[k]);
  }

  std::string title_;
  double left_, x_low_ = 30, x_high_ = 0, y_low_ = 0, y_high_ = 1;
  std::vector<std::string> order_;
  std::map<std::string, std::vector<std::pair<double, double>>> series_;
};

}  // namespace

std::string benchmark_svg(const BenchmarkRun& run) {
  Panel steps("A step of Adam + ratio on late iterates: times faster", 0);
  Panel many_bits("The SVD of many bits: times faster", width);
  for (const BenchmarkRatio& r : ratios_of(run)) {
    const Timing& m = *r.method;
    const auto n = static_cast<double>(m.n);
    if (m.operation == "inner_loop" && m.stage == "late")
      steps.add(fmt::format("{}, to {}", m.mode, r.peer->method), n, r.ratio());
    if (m.operation == "multiprecision_svd" && m.method == "refined" &&
        (r.peer->method == "eigen_jacobi_mpfr" || r.peer->method == "eigen_bdc_mpfr"))
      many_bits.add(fmt::format("{} bits, to {}", m.bits, r.peer->method), n, r.ratio());
  }
  const double tall = height + 110;
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
             "width=\"{0:.0f}\" height=\"{1:.0f}\" font-family=\"sans-serif\" font-size=\"11\">\n"
             "<title>Benchmarks: ratios to peers</title>\n"
             "<rect width=\"{0:.0f}\" height=\"{1:.0f}\" fill=\"white\"/>\n",
             2 * width, tall) +
         steps.svg() + many_bits.svg() + "</svg>\n";
}

}  // namespace adamant
