// Medians reads the output of `go test -bench -count N` and prints one line
// for each benchmark: the median of its times, and the spread.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
)

func main() {
	if err := medians(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "medians:", err)
		os.Exit(1)
	}
}

func medians(r io.Reader, w io.Writer) error {
	times, units, order := map[string][]float64{}, map[string]string{}, []string{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	failed := false
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) > 0 && (f[0] == "FAIL" || f[0] == "---") {
			failed = true
			fmt.Fprintln(w, lines.Text())
		}
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		for i := 2; i+1 < len(f); i += 2 {
			v, err := strconv.ParseFloat(f[i], 64)
			if err != nil {
				continue
			}
			key := f[0] + " " + f[i+1]
			if times[key] == nil {
				order = append(order, key)
			}
			times[key], units[key] = append(times[key], v), f[i+1]
		}
	}
	for _, key := range order {
		v := times[key]
		sort.Float64s(v)
		name, _, _ := strings.Cut(key, " ")
		fmt.Fprintf(w, "%-60s %14.4g %s  (%.4g to %.4g, n=%d)\n", name, v[len(v)/2], units[key], v[0], v[len(v)-1], len(v))
	}
	if failed {
		return fmt.Errorf("a benchmark failed")
	}
	return lines.Err()
}
