/// What lies ahead in a simulated world, the earliest first; equal times keep their order.
struct EventQueue<Event> {
    private struct Item {
        var time: Int64
        var order: UInt64
        var event: Event
    }

    private var heap: [Item] = []
    private var lastOrder: UInt64 = 0

    var nextTime: Int64? { heap.first?.time }

    mutating func add(_ event: Event, at time: Int64) {
        lastOrder += 1
        heap.append(Item(time: time, order: lastOrder, event: event))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isEarlier(child, parent) else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeFirst() -> (time: Int64, event: Event)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.time, first.event)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && isEarlier(child, least) {
                least = child
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isEarlier(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (heap[left], heap[right])
        return left.time == right.time ? left.order < right.order : left.time < right.time
    }
}
