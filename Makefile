# Everything the project does, by name. `make run` and `make test` work from a
# clean clone: they install what is missing first (Debian and Ubuntu).

export LANG ?= C.UTF-8
GO          ?= go
BIN         := bin
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

BUILD_PACKAGES := gcc libc6-dev pkg-config libgl-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
TEST_PACKAGES  := xvfb xdotool libgl1-mesa-dri

.PHONY: run build ctl test check format vet staticcheck unit e2e bench fuzz update conformance crash screenshots deps-build deps-test clean

run: build
	$(BIN)/stateboard $(ARGS)

build: deps-build
	$(GO) build -o $(BIN)/ ./cmd/...

# The command without a window needs no C compiler and no packages.
ctl:
	CGO_ENABLED=0 $(GO) build -o $(BIN)/ ./cmd/stateboardctl

test: deps-test build check unit e2e

check: format vet staticcheck

format:
	@out=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$out" ]; then echo "not gofmt-ed (run gofmt -w):"; echo "$$out"; exit 1; fi

vet:
	$(GO) vet ./...
	$(GO) vet -tags 'e2e figures shots' ./cmd/stateboard
	$(GO) vet -tags crash ./runner/journal ./runner/nested

staticcheck:
	$(GO) run $(STATICCHECK) ./...

# Packages that reach the GL driver are tested without the race detector, whose
# C build alone would take longer than all tests. So is the window: the
# toolkit's software driver runs what fyne.Do is given on the caller's own
# goroutine, where the real one runs it on the main one.
LISTED  := $(GO) list -f '{{.ImportPath}} {{join .Deps " "}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./...
ON_MAIN := -e 'go-gl' -e 'fyne/v2/app' -e '^[^ ]*/stateboard/ui '
RAPID   := 'pgregory.net/rapid'

# Property tests draw from SEED, so that a run can be had again; SEED=0 draws
# anew each time, to go hunting.
SEED ?= 20261124

unit:
	$(GO) test -race -timeout 20m $$($(LISTED) | grep -v $(ON_MAIN) | grep -v $(RAPID) | cut -d' ' -f1)
	$(GO) test -race -timeout 20m $$($(LISTED) | grep -v $(ON_MAIN) | grep $(RAPID) | cut -d' ' -f1) -rapid.seed=$(SEED)
	$(GO) test -timeout 20m $$($(LISTED) | grep $(ON_MAIN) | cut -d' ' -f1)

# The real window under Xvfb, driven with pointer and keys.
e2e: build
	$(GO) test -tags e2e -count=1 -timeout 20m ./cmd/stateboard

# Medians of the figures that the project promises.
bench: build
	$(GO) test -run '^$$' -bench . -benchtime 0.5s -count 5 ./asl/... ./canvas/... ./runner/... ./ui/session ./ui/editor | $(GO) run ./cmd/medians
	$(GO) test -tags 'e2e figures' -run '^TestFigures$$' -count=1 -v ./cmd/stateboard | grep -E '^ *(figure|---|FAIL|ok)' 

# Each fuzz target for FUZZTIME.
FUZZTIME ?= 60s
fuzz:
	@for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p 2>/dev/null | grep '^Fuzz'); do \
	  echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$p || exit 1; done; done

# Rewrites the expectations of text cases; the difference is for review.
update:
	$(GO) test $$($(GO) list -f '{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./... | grep 'asl/text/cases' | cut -d' ' -f1) -update

# Recorded cases that are kept outside: make conformance CASES=DIR. Fails below
# the shares of cases that this project holds itself to.
conformance:
	@test -n "$(CASES)" || { echo "say where the cases are: make conformance CASES=DIR"; exit 2; }
	@$(call install,python3)
	$(GO) build -o $(BIN)/ ./cmd/stateboardctl
	python3 "$(CASES)/check.py" --bin "$(CURDIR)/$(BIN)/stateboardctl" --json $(BIN)/conformance.json "$(CASES)/execution" || true
	python3 -c 'import json; t = json.load(open("$(BIN)/conformance.json"))["summary"]["TOTAL"]; \
	  shares = [100*t["L1"]/t["n"], 100*t["L2"]/t["h"], 100*t["L3"]/t["h"]]; \
	  raise SystemExit(0 if shares[0] >= 99.5 and shares[1] >= 98 and shares[2] >= 96 else "below 99.5, 98, 96 %: %s" % shares)'
	python3 "$(CASES)/check_validate.py" --bin "$(CURDIR)/$(BIN)/stateboardctl" "$(CASES)/validation" "$(CASES)/validation-real"

# 200 random kills over running executions.
crash:
	$(GO) test -tags crash -count=1 -timeout 10m ./runner/journal ./runner/nested

# The pictures of README, taken from the real window.
screenshots: deps-test build
	@$(call install,imagemagick)
	SHOTS="$(CURDIR)/assets/screenshots" $(GO) test -tags 'e2e shots' -run '^TestScreenshots$$' -count=1 ./cmd/stateboard

deps-build:
	@$(call install,$(BUILD_PACKAGES))

deps-test:
	@$(call install,$(BUILD_PACKAGES) $(TEST_PACKAGES))

# install PACKAGES: by apt, as root or with sudo, only where one is missing.
define install
missing=""; \
if command -v dpkg-query >/dev/null; then \
  for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
elif ! command -v pkg-config >/dev/null || ! pkg-config --exists x11 gl; then missing=" $(1)"; fi; \
if [ -n "$$missing" ]; then \
  if ! command -v apt-get >/dev/null; then \
    echo "Install what these Debian packages hold, by your system's own means, then run make again:"; echo " $$missing"; exit 1; fi; \
  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
  echo "Installing$$missing"; \
  $$sudo apt-get update -q && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing; \
fi
endef

clean:
	rm -rf $(BIN)
