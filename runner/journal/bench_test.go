package journal

import (
	"fmt"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/task"
)

// loop5 counts $.c.n down to zero, five states a turn.
const loop5 = `{"StartAt":"A","States":{
  "A":{"Type":"Pass","Next":"B"}, "B":{"Type":"Pass","Next":"C"}, "C":{"Type":"Pass","Next":"Less"},
  "Less":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.c.n, -1)"},"ResultPath":"$.c","Next":"More"},
  "More":{"Type":"Choice","Choices":[{"Variable":"$.c.n","NumericGreaterThan":0,"Next":"A"}],"Default":"Enough"},
  "Enough":{"Type":"Succeed"}}}`

func openBench(b *testing.B) *Journal {
	j, err := Open(b.TempDir(), Options{Say: func(s string) { b.Error(s) }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { j.Close() })
	return j
}

func compile(b *testing.B, machine string) *interp.Program {
	p, err := interp.Compile(asl.ParseString(machine))
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkLoop runs 100,001 states on the real clock, kept on disk.
func BenchmarkLoop(b *testing.B) {
	p := compile(b, loop5)
	for _, kept := range []bool{false, true} {
		b.Run(fmt.Sprintf("loop5-100k/journal=%t", kept), func(b *testing.B) {
			in := runner.StartInput{Program: p, Input: value.MustParse(`{"c":{"n":20000}}`), Type: runner.Express}
			if kept {
				in.Recorder = openBench(b)
			}
			for b.Loop() {
				r, err := runner.New().Start(in)
				if err != nil {
					b.Fatal(err)
				}
				if err := r.Wait(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(100001*float64(b.N)/b.Elapsed().Seconds(), "states/s")
		})
	}
}

// BenchmarkLoad reads the history of such an execution back.
func BenchmarkLoad(b *testing.B) {
	j := openBench(b)
	r, err := runner.New().Start(runner.StartInput{Program: compile(b, loop5), Input: value.MustParse(`{"c":{"n":20000}}`), Type: runner.Express, Recorder: j})
	if err != nil {
		b.Fatal(err)
	}
	r.Wait()
	for b.Loop() {
		if _, v, err := j.Load(1, nil); err != nil || v.Len() != r.Events().Len() {
			b.Fatal(err)
		}
	}
}

// BenchmarkAnswer is one task token's answer, durable against a power cut.
func BenchmarkAnswer(b *testing.B) {
	j := openBench(b)
	p := compile(b, `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Next":"T"}}}`)
	e := runner.New()
	r, err := e.Start(runner.StartInput{Program: p, Person: true, Recorder: j, Type: runner.Express})
	if err != nil {
		b.Fatal(err)
	}
	defer r.Stop("", "")
	news, stop := r.Subscribe()
	defer stop()
	for b.Loop() {
		token := ""
		for token == "" {
			open, err := j.Tokens()
			if err != nil {
				b.Fatal(err)
			}
			if len(open) == 1 {
				token = open[0].Token
				break
			}
			<-news
		}
		if err := e.Answer(token, task.Return{Output: value.Int(1)}); err != nil {
			b.Fatal(err)
		}
	}
}
