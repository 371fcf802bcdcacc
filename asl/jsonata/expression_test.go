package jsonata

import (
	"fmt"

	"github.com/stateboard/stateboard/asl/value"
)

type fixed struct{}

func (fixed) Float64() float64 { return 0.25 }
func (fixed) UUID() string     { return "c0ffee00-0000-4000-8000-000000000000" }

func eval(src, states string) string {
	x, err := Compile(src)
	if err != nil {
		return fmt.Sprintf("%T %v", err, err)
	}
	v, err := x.Eval(Bindings{States: value.MustParse(states), Rand: fixed{}})
	if err != nil {
		return fmt.Sprintf("%T %v", err, err)
	}
	return v.JSON()
}

