#include "claim/boxes.hpp"

#include "scalar/text.hpp"

#include <deque>

namespace adamant {
namespace {

/// Takes the digits at the front of the text.
Integer read_digits(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && std::isdigit(static_cast<unsigned char>(text[n]))) ++n;
  if (n == 0)
    throw ParseError("cannot read '" + std::string(text.substr(0, 24)) + "': expected a digit");
  const Integer k{std::string(text.substr(0, n))};
  text.remove_prefix(n);
  return k;
}

/// p or p/q, with a sign before p.
void read(std::string_view& text, Rational& x) {
  const bool negative = accept(text, "-");
  const Integer p = read_digits(text);
  const Integer q = accept(text, "/") ? read_digits(text) : Integer(1);
  if (q == 0) throw ParseError("a denominator is 0");
  x = Rational(negative ? Integer(-p) : p, q);
}

Instance parse_box(std::string_view text) {
  Box box;
  do {
    Box::Side side;
    const std::size_t end = text.find('=');
    side.name = std::string(text.substr(0, std::min(end, text.size())));
    text.remove_prefix(side.name.size());
    expect(text, "=[");
    read(text, side.low);
    expect(text, ",");
    read(text, side.high);
    expect(text, "]");
    if (side.name.empty() || side.low > side.high)
      throw ParseError("the side '" + side.name + "' is not an interval with a name");
    box.sides.push_back(std::move(side));
  } while (accept(text, ";"));
  if (!text.empty()) throw ParseError("cannot read '" + std::string(text.substr(0, 24)) + "'");
  return std::make_shared<Box>(std::move(box));
}

std::string text_of_box(const Box& box) {
  std::string text;
  for (const auto& [name, low, high] : box.sides)
    text += (text.empty() ? "" : ";") + name + "=[" + low.str() + "," + high.str() + "]";
  return text;
}

std::string text_of_instance(const Instance& box) {
  return text_of_box(*static_cast<const Box*>(box.get()));
}

/// Boxes are stated, not drawn: the unit interval stands for all of them.
Instance draw_box(Random&, int) { return parse_box("x=[0,1]"); }
std::vector<Instance> no_simpler(const Instance&) { return {}; }
std::vector<std::string> no_features(const Instance&) { return {}; }

std::pair<Box, Box> halves(const Box& box) {
  std::size_t widest = 0;
  const auto width = [&](std::size_t i) { return Rational(box.sides[i].high - box.sides[i].low); };
  for (std::size_t i = 1; i < box.sides.size(); ++i)
    if (width(i) > width(widest)) widest = i;
  std::pair<Box, Box> two{box, box};
  const Rational cut = (box.sides[widest].low + box.sides[widest].high) / 2;
  two.first.sides[widest].high = two.second.sides[widest].low = cut;
  return two;
}

bool is_point(const Box& box) {
  return std::all_of(box.sides.begin(), box.sides.end(),
                     [](const Box::Side& s) { return s.low == s.high; });
}

bool is_false(const Finding& f) { return f.failed || (!f.unknown && !f.discarded && !f.zero()); }

/// What the parts have told so far. The widest parts come first, so that a point at which the statement is
/// false is found before the parts that touch an equality are cut to the limit.
struct Cover {
  const std::function<Finding(const Box&)>& statement;
  const BoxLimits& limits;
  Finding sum{};
  std::deque<std::pair<Box, int>> left{};

  void stop(Finding f, const Box& box) {
    f.where = text_of_box(box);
    f.parts = sum.parts + 1;
    sum = std::move(f);
    left.clear();
  }
  void settle(const Box& box, int depth, bool last) {
    Finding f = statement(box);
    if (is_false(f)) return stop(std::move(f), box);
    if (f.discarded) return;
    if (!f.unknown) {
      ++sum.parts;
      sum.slack = std::fmin(sum.slack, f.slack);
      sum.vacuous = sum.vacuous && f.vacuous;
      return;
    }
    const Box middle = box.middle();
    if (Finding point = statement(middle); is_false(point)) return stop(std::move(point), middle);
    if (last || depth >= limits.depth || is_point(box)) return stop(std::move(f), box);
    auto [low, high] = halves(box);
    left.emplace_back(std::move(low), depth + 1);
    left.emplace_back(std::move(high), depth + 1);
  }
  void run(const Box& box) {
    left.emplace_back(box, 0);
    for (long k = 1; !left.empty(); ++k) {
      const auto [part, depth] = std::move(left.front());
      left.pop_front();
      settle(part, depth, k >= limits.parts);
    }
  }
};

}  // namespace

std::vector<Ball> Box::balls() const {
  std::vector<Ball> list;
  for (const Side& s : sides) list.push_back(Ball::hull(Ball(s.low), Ball(s.high)));
  return list;
}

Box Box::middle() const {
  Box point = *this;
  for (Side& s : point.sides) s.low = s.high = (s.low + s.high) / 2;
  return point;
}

Finding cover(const Box& box, const std::function<Finding(const Box&)>& statement,
              const BoxLimits& limits) {
  Cover parts{statement, limits};
  parts.sum.vacuous = true;
  parts.run(box);
  parts.sum.discarded = parts.sum.discarded || (parts.sum.parts == 0 && parts.sum.where.empty());
  return parts.sum;
}

constinit const DomainOf<Box> boxes{{.name = "boxes",
                                     .what = "products of closed intervals with rational ends",
                                     .draw = draw_box,
                                     .simpler = no_simpler,
                                     .text = text_of_instance,
                                     .parse = parse_box,
                                     .features = no_features}};

}  // namespace adamant
