package check

import "github.com/stateboard/stateboard/asl/syntax"

func (c *checker) compileExpression(v *syntax.Node, what string) {}
