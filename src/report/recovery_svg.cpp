#include "report/measured.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace adamant {
namespace {

struct Rate {
  int happened = 0;
  int runs = 0;
};
/// By arm and the rest of its setting, by p.
using Curves = std::map<std::pair<std::string, std::string>, std::map<double, Rate>>;

constexpr double left = 60, top = 30, width = 460, height = 260;
constexpr std::array colours{"#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad",
                             "#b8860b", "#444444", "#17a2a2", "#d35400"};

/// The value of a word in "a=1;b=2"; empty where it is not there.
std::string value_in(const std::string& setting, const std::string& name) {
  const std::string all = ";" + setting + ";";
  const auto begin = all.find(";" + name + "=");
  if (begin == all.npos) return "";
  const auto from = begin + name.size() + 2;
  return all.substr(from, all.find(';', from) - from);
}

/// The setting without one of its words.
std::string without(const std::string& name, const std::string& setting) {
  std::string all = ";" + setting + ";";
  const auto begin = all.find(";" + name + "=");
  return begin == all.npos ? all : all.erase(begin, all.find(';', begin + 1) - begin);
}

Curves curves_of(const Measured& measured) {
  Curves curves;
  for (const ExperimentRecord& e : measured.experiments)
    for (const PartRecord& p : e.parts) {
      if (p.estimator.find("rate") != 0) continue;
      for (const EntrantRecord& a : p.arms) {
        const std::string text = value_in(a.setting, "p");
        double share = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
        if (error == std::errc() && end != text.data())
          curves[{e.id + "  " + a.name, without("p", a.setting)}][share] = {a.happened, a.runs};
      }
    }
  std::erase_if(curves, [](const auto& curve) { return curve.second.size() < 3; });
  return curves;
}

double x_of(double p) { return left + width * (p - 0.15) / 0.5; }
double y_of(double rate) { return top + height * (1 - rate); }

std::string axes() {
  std::string svg;
  for (int k = 0; k <= 4; ++k) {
    const double y = y_of(k / 4.0);
    svg += fmt::format(
        "<line x1='{:.0f}' x2='{:.0f}' y1='{:.1f}' y2='{:.1f}' stroke='#ddd'/>"
        "<text x='{:.0f}' y='{:.1f}' text-anchor='end'>{}</text>\n",
        left, left + width, y, y, left - 8, y + 4, k / 4.0);
  }
  for (const double p : {0.2, 0.3, 0.4, 0.5, 0.6})
    svg += fmt::format("<text x='{:.1f}' y='{:.0f}' text-anchor='middle'>{}</text>\n", x_of(p),
                       top + height + 18, p);
  return svg + fmt::format(
                   "<text x='{:.0f}' y='{:.0f}' text-anchor='middle'>p, the share of "
                   "entries that is observed</text>\n<text x='{:.0f}' y='18'>share of runs "
                   "that recover W*: eu &lt;= 0.01</text>\n",
                   left + width / 2, top + height + 38, left);
}

std::string curve_svg(const std::map<double, Rate>& curve, const char* colour, double shift) {
  std::string line, marks;
  for (const auto& [p, rate] : curve) {
    const double share = static_cast<double>(rate.happened) / rate.runs, x = x_of(p) + shift;
    const Interval i = clopper_pearson(rate.happened, rate.runs, 0.95);
    line += fmt::format("{:.1f},{:.1f} ", x, y_of(share));
    marks += fmt::format(
        "<line x1='{0:.1f}' x2='{0:.1f}' y1='{1:.1f}' y2='{2:.1f}' stroke='{3}'/>"
        "<circle cx='{0:.1f}' cy='{4:.1f}' r='3.5' fill='{3}'/>\n",
        x, y_of(i.lower), y_of(i.upper), colour, y_of(share));
  }
  return fmt::format("<polyline points='{}' fill='none' stroke='{}' stroke-width='1.5'/>\n{}", line,
                     colour, marks);
}

}  // namespace

std::string recovery_svg(const Measured& measured) {
  const Curves curves = curves_of(measured);
  std::string body = axes();
  double shift = -3.0 * static_cast<double>(curves.size()) / 2, y = top + height + 62;
  std::size_t k = 0;
  for (const auto& [arm, curve] : curves) {
    const char* colour = colours[k++ % colours.size()];
    body += curve_svg(curve, colour, shift += 3);
    std::string shown;
    for (const char c : arm.first) shown += c == '&' ? std::string("&amp;") : std::string(1, c);
    body += fmt::format(
        "<circle cx='{:.0f}' cy='{:.0f}' r='4' fill='{}'/><text x='{:.0f}' "
        "y='{:.0f}'>{}</text>\n",
        left + 6, y - 4, colour, left + 18, y, shown);
    y += 18;
  }
  return fmt::format(
      "<svg xmlns='http://www.w3.org/2000/svg' width='560' height='{:.0f}' "
      "font-family='sans-serif' font-size='12'>\n<rect width='100%' height='100%' "
      "fill='white'/>\n{}</svg>\n",
      y + 6, body);
}

}  // namespace adamant
