package jsonata

import (
	"math"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// plain is an expression that only follows names from a variable, such as
// $states.input.order.id. Most expressions of most machines are like that.
// As long as it meets nothing but objects on its way, where it leads is plain
// and needs no JavaScript, not even a runtime to be started.
type plain struct {
	variable string
	names    []string
}

// plainPath reads a plain expression; nil when the text is any other.
func plainPath(src string) *plain {
	if !strings.HasPrefix(src, "$") {
		return nil
	}
	names := strings.Split(src[1:], ".")
	for _, n := range names {
		if !isWord(n) {
			return nil
		}
	}
	if isFunction(names[0]) || names[0] == "eval" {
		return nil
	}
	return &plain{names[0], names[1:]}
}

// isWord tells whether a text is one ASCII name that means nothing else to
// JSONata.
func isWord(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'; !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	switch s {
	case "", "and", "or", "in", "true", "false", "null", "function":
		return false
	}
	return true
}

// eval follows the names; ok is false when that is not so plain after all.
func (p *plain) eval(b *Bindings) (v value.Value, ok bool) {
	switch {
	case p.variable == "states":
		v = b.States
	case b.Variables != nil:
		if found, assigned := b.Variables(p.variable); assigned {
			v = found
		}
	}
	for _, n := range p.names {
		switch v.Kind() {
		case value.ArrayKind:
			return v, false
		case value.ObjectKind:
			if v.Get("_jsonata_lambda").IsTrue() || v.Get("_jsonata_function").IsTrue() {
				return v, false
			}
		}
		v = v.Get(n)
	}
	if v.Kind() == value.NumberKind {
		return plainNumber(v)
	}
	return v, true
}

// plainNumber is a number as JavaScript would hold and spell it.
func plainNumber(v value.Value) (value.Value, bool) {
	f, ok := v.AsFloat()
	if !ok || math.IsInf(f, 0) {
		return v, false
	}
	if f == 0 {
		return value.Int(0), true
	}
	if a := math.Abs(f); a >= 1e-6 && a < 1e21 {
		return value.Number(strconv.FormatFloat(f, 'f', -1, 64)), true
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	sign, digits := exponent[:1], strings.TrimLeft(exponent[1:], "0")
	return value.Number(mantissa + "e" + sign + digits), true
}

// expr is the compiled expression.
func (p *plain) expr(src string) *Expr {
	x := &Expr{src: src, plain: p}
	switch {
	case p.variable != "states":
		x.variables = []string{p.variable}
	case len(p.names) == 0:
		x.whole = true
	default:
		x.fields = []string{p.names[0]}
	}
	return x
}
