// swift-tools-version: 6.2
// The firmware of the panel controller: Embedded Swift for ARMv6-M, no heap, no vendor kit.
// `Firmware/build` builds it; the targets of the logic are in the package above as well, with tests.

import PackageDescription

/// Links a board by its own map of the memory.
func map(_ name: String) -> [LinkerSetting] {
    [.unsafeFlags(["-Xlinker", "-T", "-Xlinker", "link/\(name).ld"])]
}

let package = Package(
    name: "meldpost-panel",
    products: [
        .executable(name: "PanelPico", targets: ["PanelPico"]),
        .executable(name: "PanelLM3S", targets: ["PanelLM3S"]),
    ],
    targets: [
        .target(name: "PanelProtocol", path: "PanelProtocol"),
        .target(name: "PanelCore", dependencies: ["PanelProtocol"], path: "PanelCore"),
        .target(name: "CBoard", path: "CBoard"),
        .target(name: "CPicoBoot", path: "CPicoBoot"),
        .target(
            name: "BoardKit",
            dependencies: ["CBoard", "PanelProtocol", "PanelCore"],
            path: "BoardKit"
        ),
        .executableTarget(
            name: "PanelPico",
            dependencies: ["BoardKit", "PanelProtocol", "PanelCore", "CPicoBoot"],
            path: "BoardPico",
            linkerSettings: map("rp2040")
        ),
        .executableTarget(
            name: "PanelLM3S",
            dependencies: ["BoardKit", "PanelProtocol", "PanelCore"],
            path: "BoardLM3S",
            linkerSettings: map("lm3s6965")
        ),
    ],
    swiftLanguageModes: [.v6]
)
