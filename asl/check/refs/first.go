package refs

import "github.com/stateboard/stateboard/asl/catalog"

// first reads what an expression begins with.
func (r *reader) first(h here) shape {
	t := r.tok
	switch t.kind {
	case name:
		r.next()
		if !h.inside {
			r.add(Name, t.text, t)
		}
		return path
	case text, number, constant:
		r.next()
		return literal
	case dollar:
		return r.dollar(h)
	case function:
		return r.function(h)
	case operator:
		return r.prefix(h)
	}
	r.fail()
	return other
}

// prefix reads an expression that begins with an operator.
func (r *reader) prefix(h here) shape {
	switch r.tok.text {
	case "-":
		r.next()
		r.expression(70, h)
		return other
	case "*", "**":
		if !h.inside {
			r.fail()
		}
		r.next()
		return path
	case "(":
		return r.block(h)
	case "[":
		return r.array(h)
	case "{":
		return r.object(h)
	}
	r.fail()
	return other
}

// dollar reads $, $$, a variable, or what is taken of $states.
func (r *reader) dollar(h here) shape {
	t := r.tok
	r.next()
	switch {
	case t.text == "":
		if !h.inside {
			r.add(Context, "", t)
		}
	case t.text == "$":
		r.add(Root, "", t)
	case h.binds(t.text):
	case t.text == "states":
		field := ""
		if r.is(".") {
			if after := r.peek(); after.kind == name {
				field, t.end = after.text, after.end
			}
		}
		r.add(States, field, t)
	case catalog.FunctionOf("$"+t.text) != nil:
	default:
		r.add(Variable, t.text, t)
	}
	return variable
}

// block reads (a; b; c), in which a variable that is bound can be read by
// what follows.
func (r *reader) block(h here) shape {
	r.next()
	for !r.failed && !r.is(")") {
		bound := ""
		if r.tok.kind == dollar && r.tok.text != "" && r.tok.text != "$" {
			if after := r.peek(); after.kind == operator && after.text == ":=" {
				bound = r.tok.text
				r.next()
				r.next()
			}
		}
		within := h
		if bound != "" { // a function can call itself
			within.bound = &binding{bound, h.bound}
		}
		r.expression(power[":="]-1, within)
		h.bound = within.bound
		if !r.is(";") {
			break
		}
		r.next()
	}
	r.take(")")
	return path
}

func (r *reader) array(h here) shape {
	r.next()
	for !r.failed && !r.is("]") {
		r.expression(0, h)
		if r.is("..") {
			r.next()
			r.expression(0, h)
		}
		if !r.is(",") {
			break
		}
		r.next()
		if r.is("]") {
			r.fail()
		}
	}
	r.take("]")
	return path
}

func (r *reader) object(h here) shape {
	r.next()
	for !r.failed && !r.is("}") {
		r.expression(0, h)
		r.take(":")
		r.expression(0, h)
		if !r.is(",") {
			break
		}
		r.next()
		if r.is("}") {
			r.fail()
		}
	}
	r.take("}")
	return path
}

// function reads function($a, $b) { body } without a signature.
func (r *reader) function(h here) shape {
	r.next()
	r.take("(")
	for r.tok.kind == dollar && r.tok.text != "" && r.tok.text != "$" {
		h.bound = &binding{r.tok.text, h.bound}
		r.next()
		if !r.is(",") {
			break
		}
		r.next()
		if r.is(")") {
			r.fail()
		}
	}
	r.take(")")
	r.take("{")
	h.inside = true // what calls the function may give it a context
	r.expression(0, h)
	r.take("}")
	return path
}
