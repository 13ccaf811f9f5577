# awk -f errors.awk LABEL FILE.csv …: relative error on the hidden pixels over steps, as SVG.
function x(t) { return 60 + 560 * t / steps }
function y(e) { return 30 + 300 * log(top / e) / log(top / bottom) }
BEGIN {
  top = 1; bottom = 0.15; steps = 1
  split("#0072B2 #E69F00 #009E73 #CC79A7", colour, " ")
  split("none 7,4 none 2,3", dash, " ")
  for (k = 1; 2 * k < ARGC; ++k) {
    label[k] = ARGV[2 * k - 1]; file = ARGV[2 * k]; n[k] = 0; c = 0
    while ((getline line < file) > 0) {
      m = split(line, cell, ",")
      if (!c) { for (i = 1; i <= m; ++i) if (cell[i] == "eu") c = i; continue }
      e = cell[c]
      ts[k, ++n[k]] = cell[1]; es[k, n[k]] = e > top ? top : e < bottom ? bottom : e
      if (cell[1] + 0 > steps) steps = cell[1] + 0
    }
    final[k] = e
  }
  curves = k - 1
  print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 650 380\" font-family=\"sans-serif\" font-size=\"13\">"
  print "<title>Relative error on the hidden pixels over steps</title>"
  print "<rect width=\"650\" height=\"380\" fill=\"white\"/>"
  for (i = split("0.15 0.2 0.3 0.5 0.7 1", tick, " "); i > 0; --i)
    printf "<path d=\"M60 %.1fH620\" stroke=\"#ddd\"/><text x=\"52\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", \
      y(tick[i]), y(tick[i]) + 4, tick[i]
  for (i = 0; i <= 4; ++i)
    printf "<text x=\"%.1f\" y=\"350\" text-anchor=\"middle\">%d</text>\n", x(i * steps / 4), i * steps / 4
  print "<text x=\"340\" y=\"370\" text-anchor=\"middle\">step</text>"
  print "<text x=\"60\" y=\"18\">relative error on the hidden pixels (logarithmic)</text>"
  for (k = 1; k <= curves; ++k) {
    printf "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\" d=\"", colour[k], dash[k]
    for (i = 1; i <= n[k]; ++i) printf "%s%.1f %.1f", (i > 1 ? "L" : "M"), x(ts[k, i]), y(es[k, i])
    print "\"/>"
    h = 50 + 20 * k
    printf "<path stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\" d=\"M330 %dH370\"/>", colour[k], dash[k], h
    printf "<text x=\"378\" y=\"%d\">%s: %.3f</text>\n", h + 4, label[k], final[k]
  }
  print "</svg>"
}
