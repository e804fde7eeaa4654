internal import Logging
internal import MeldpostCore
internal import RecordFormat

/// What the loop does with the machine's decisions: it hands them on and never waits.
extension StationLoop {
    mutating func perform(_ effect: Effect) {
        switch effect {
        case .say, .hush, .soundKeyTone, .soundErrorTone, .setLamp, .setRelay,
            .confirmPresses, .sayAtDesk, .hushDesk, .soundDeskKeyTone, .soundDeskErrorTone:
            panel.perform(effect)
        case .tellTechnician(let news): tell(news)
        case .testPanel: panel.testItself()
        case .probeDisk(let measuresWrites):
            guard let facts = probeDisk(measuresWrites: measuresWrites) else { return }
            feed(.diskProbed(facts))
        case .cancelProbe: probe?.cancel()
        case .checkPIN(let check):
            guard !pins.post(.check(check)) else { return }
            feed(.pinChecked(number: check.number, .failed))
        case .makeVerifier(let order):
            guard !pins.post(.make(order)) else { return }
            feed(.verifierMade(number: order.number, nil))
        case .store(let request):
            guard !ask(.store(request)) else { return }
            feed(.storeFailed(ticket: request.ticket, .other))
        case .saveDraft(let request):
            // What is not kept is lost in a power cut only.
            if !ask(.saveDraft(request)) {
                logger.error("a draft was refused because too many orders wait, continuing")
            }
        case .eraseDraft(let place): change(.eraseDraft(place))
        case .markReceipted(let entry): change(.markReceipted(entry))
        case .eraseBody(let entry):
            guard let proof = proofs[entry] else {
                preconditionFailure("a body is erased only on a proof (P5)")
            }
            change(.eraseBody(entry, proof: proof))
        case .closeClock(let entry, let term): change(.closeClock(entry, term))
        case .latchPanic(let memory): change(.latchPanic(memory))
        case .keepCall(let call): change(.keepCall(call))
        case .saveOwedSlots(let count): change(.saveOwedSlots(count))
        case .saveTimeBound(let time): change(.saveTimeBound(time))
        case .commitDummy: _ = ask(.change(.commitDummy))
        case .exchange(let order): exchange(order)
        }
    }

    private mutating func change(_ change: JournalChange) {
        tell(.change(change))
    }

    /// Gives the journal an order that can be refused; gives whether there was room.
    ///
    /// While others wait for room there is none: nothing overtakes them.
    mutating func ask(_ order: JournalOrder) -> Bool {
        backlog.flush(to: journal)
        return backlog.isEmpty && journal.post(order)
    }

    /// Gives the journal an order that must be carried out: where there is no room it waits.
    mutating func tell(_ order: JournalOrder) {
        guard !ask(order) else { return }
        if backlog.isEmpty {
            logger.warning("the journal is behind, its changes wait, continuing")
        }
        backlog.add(order)
    }

    private mutating func exchange(_ order: ExchangeOrder) {
        newestOrder[order.lane] = order.number
        switch order.load {
        case .filler: send(.filler, for: order)
        case .panic(let notice):
            guard let signal = cells.sign(notice) else {
                return feed(.exchangeFailed(number: order.number, .absent))
            }
            send(.panic(signal), for: order)
        case .piece:
            guard !ask(.readPiece(order, count: UpCell.pieceCapacity)) else { return }
            feed(.exchangeFailed(number: order.number, .absent))
        }
    }

    mutating func send(_ reading: PieceReading, for order: ExchangeOrder) {
        guard case .piece(let entry, let offset) = order.load else {
            preconditionFailure("only an entry has pieces")
        }
        guard newestOrder[order.lane] == order.number else { return }
        switch reading {
        case .piece(let total, let bytes):
            let load = UpLoad.piece(
                journal: entry.journal,
                sequence: entry.sequence,
                offset: offset,
                total: total,
                data: bytes
            )
            send(load, for: order)
        case .gone:
            // The slot is kept all the same (P9).
            send(.filler, for: order)
            feed(.entryQuarantined(entry))
        case .failed:
            // The disk failed: no cell is better than one that makes the entry look refused.
            feed(.exchangeFailed(number: order.number, .absent))
        }
    }

    private mutating func send(_ load: UpLoad, for order: ExchangeOrder) {
        let cell = cells.make(load, wanting: delivery)
        if cells.remainingCounters < 64, !areCountersWanted {
            areCountersWanted = ask(.reserveCounters)
        }
        guard let cell, line.send(cell, for: order, time: machine.time, at: now) else {
            return feed(.exchangeFailed(number: order.number, .absent))
        }
    }
}
