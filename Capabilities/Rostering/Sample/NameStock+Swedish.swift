extension Sample.NameStock {
    /// Names as they are among Swedish-speaking Finns.
    static let swedish = Sample.NameStock(
        girls: """
            Agnes Alice Alma Alva Amelie Annie Astrid Clara Cornelia Ebba Edith Elin Elise Ella Ellen Elsa Emilia
            Emma Ester Filippa Freja Frida Hedda Ida Ines Ingrid Iris Isabella Julia Juni Klara Leah Leia Linnéa Liv
            Lova Maja Matilda Märta Minea Molly Nathalie Nellie Nova Olivia Saga Selma Signe Siri Sofia Stella Svea
            Thea Thelma Tilda Tilde Tuva Vera Wilma Åsa
            """,
        boys: """
            Adrian Albin Alfred Alvin Anton Arvid August Axel Benjamin Casper Charlie Edvin Elias Elliot Emil Erik
            Felix Filip Frans Gabriel Gustav Harry Henry Hjalmar Hugo Isak Ivar Jack Jakob Joel Jonathan Kevin Leo
            Leon Liam Linus Loke Love Lucas Ludvig Malte Max Melker Melvin Milo Neo Noah Olle Oskar Otto Rasmus
            Rufus Samuel Sebastian Theo Ture Valter Viktor Vidar Wilhelm Åke
            """,
        women: """
            Anette Ann-Charlotte Ann-Sofie Anna Annika Barbro Benita Camilla Carina Carola Cecilia Charlotta
            Christel Eva Gunilla Gun-Britt Hanna Heidi Helena Ingela Jannika Jenny Jessica Johanna Josefin Karin
            Katarina Kristina Lena Linda Lisbeth Lotta Madeleine Malin Margareta Maria Marie Marina Mia Mikaela
            Monica Nina Petra Pia Rebecka Sabina Sandra Sara Siv Sofia Sonja Susanne Therese Ulla Ulrika Veronica
            Viveca Ylva Yvonne Åsa
            """,
        men: """
            Anders Andreas Bengt Bjarne Bo Börje Carl-Johan Christer Christian Dan Daniel Dennis Erik Fredrik
            Fredric Göran Guy Hans Henrik Håkan Ingmar Jan Jan-Erik Jens Joakim Johan John Jonas Karl Kaj Kenneth
            Kim Kjell Krister Lars Leif Magnus Marcus Mats Mathias Michael Mikael Niklas Nils Ole Patrik Per Peter
            Ralf Robert Roger Rolf Stefan Sten Sture Thomas Tom Tommy Tony Ulf
            """,
        families: """
            Ahlbäck Ahlskog Andersson Backlund Backman Berg Berglund Bergström Björkman Björklund Blomqvist Boström
            Cederberg Cederström-Grönqvist Dahl Dahlström Ekholm Eklund Ekman Enberg Engblom Eriksson Finne
            Fagerström Forsman Forsberg Friman Granberg Granholm Grönroos Gustafsson Häggblom Hägglund Holm Holmberg
            Holmström Höglund Johansson Karlsson Knuts Lindberg Lindholm Lindqvist Lindström Lund Lundqvist Mattsson
            Nordlund Nordström Norrgård Nyberg Nygård Nylund Nyman Rönnholm Rosenqvist Sandström Sjöberg Sjöblom
            Skog Snickars Ström Strandberg Sundqvist Söderholm Söderström Wahlbeck Westerlund Wikström von_Essenberg
            Åberg Åkerblom Öhman Österholm Östman
            """)
}
