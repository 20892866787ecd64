extension Sample.NameStock {
    static let finnish = Sample.NameStock(
        girls: """
            Aino Aada Aava Adele Aliisa Alina Alisa Amanda Anni Annika Astrid Aurora Beata Bella Cecilia Eevi Eila
            Elea Elena Eleonoora Eleonora Eliisa Elina Ella Ellen Elli Elma Elsa Emilia Emma Enna Enni Essi Eveliina
            Fanni Frida Hanna Heidi Helga Helka Helmi Hertta Hilda Hilla Hilma Iida Iines Iiris Inka Isla Jade
            Jasmin Julia Kaisla Kerttu Kiira Klaara Lilja Lilli Linnea Livia Lotta Luna Lumi Mai Matilda Meea Meeri
            Mette Mila Milja Mimosa Minea Minttu Nea Neea Nella Nelli Nina Oona Peppi Pihla Pinja Ronja Roosa Saaga
            Saana Saara Sanni Sara Seela Selma Senja Siiri Sofia Sohvi Stella Sylvi Taika Taimi Tilda Tuuli Tyyne
            Vanessa Venla Veera Viivi Vilma Viola Unna Anna-Sofia Ella-Maria Desirée
            """,
        boys: """
            Aapo Aarni Aaro Aaron Aatos Aatu Akseli Aleksi Alex Alvar Anton Antti Arttu Armas Arvo Arvi Atte August
            Benjamin Daniel Eeli Eelis Eemeli Eemil Eero Eetu Eino Elias Eliel Elmeri Elmo Emil Ensio Hugo Hermanni
            Iivari Iiro Ilmari Isak Jaakko Jalmari Jasper Jesse Jimi Joel Joeli Jooa Joona Joonas Jonne Julius Juho
            Juhani Jyri Kaapo Kaarlo Kasper Kasperi Kauko Kosti Lauri Leevi Lenni Leo Leon Luka Lukas Luukas Manu
            Matias Max Mikael Miio Miko Mico Milo Niilo Nooa Noel Nuutti Oiva Okko Oliver Olavi Olli Onni Oskari
            Oskar Otso Otto Paavo Patrik Peetu Pietari Rasmus Reino Roope Rufus Samuel Samu Santeri Sauli Sisu Sulo
            Taavi Tatu Toivo Tuomas Tuukka Urho Uuno Valtteri Veeti Veikko Verneri Vilho Viljami Viljo Ville Väinö
            Juho-Matti André
            """,
        women: """
            Anna Anne Anneli Annika Anu Arja Carita Eeva Eija Elina Elisa Emmi Erika Eveliina Hanna Hannele Heidi
            Heli Helena Henna Inka Irina Jaana Janika Janina Jenni Johanna Jonna Kaisa Kaisu Kati Katja Katri Kirsi
            Kirsikka Krista Kristiina Laura Leena Lotta Maarit Maija Maria Mari Marianne Marika Marja Marjaana Marjo
            Marjut Martta Mervi Merja Meri Mia Milla Minna Mirka Mirva Nadja Niina Noora Outi Paula Petra Pia Piia
            Päivi Raija Reetta Riikka Riina Riitta Sanna Sari Satu Salla Sirpa Soile Sonja Suvi Susanna Taija Taina
            Tanja Tarja Terhi Tiia Tiina Titta Tuija Tuula Ulla Viivi Virpi Anna-Kaisa Anna-Maija Marja-Leena
            Eeva-Liisa Päivi-Maria
            """,
        men: """
            Aki Ari Arto Antti Asko Eero Esa Harri Heikki Hannu Henri Henrik Ilkka Ismo Jaakko Jani Janne Jari
            Jarkko Jarmo Joni Jouni Juha Juhani Juho Jukka Jussi Jyrki Kai Kalle Kari Kimmo Kristian Lasse Lauri
            Marko Markku Markus Matti Mika Mikael Mikko Miika Mikki Miska Niko Olli Oskari Panu Pasi Pekka Petri
            Petteri Pertti Rami Raimo Rauno Riku Risto Roni Sakari Sami Samuli Santtu Seppo Simo Tapani Tapio Teemu
            Tero Teppo Tero-Pekka Timo Tomi Tommi Toni Topi Tuomas Tuomo Tuukka Tuure Vesa Vesa-Matti Ville
            Ville-Veikko Veli-Matti Juha-Pekka Olli-Pekka Kari-Pekka Jukka-Pekka Ossi Otto Panu Perttu Pyry Reijo
            Saku
            """,
        families: """
            Aalto Aaltonen Aho Ahola Ahonen Ahvenainen Alanko Alatalo Anttila Anttonen Arola Asikainen Autio Björn
            Eerola Erkkilä Eronen Eskelinen Forsström Haapala Haapanen Haavisto Hakala Hakkarainen Halonen Hannula
            Harju Hartikainen Heikkilä Heikkinen Heino Heinonen Heiskanen Helenius Helin Hietala Hiltunen Hirvonen
            Hokkanen Holopainen Honkanen Huhtala Huotari Huttunen Huttula Hyvärinen Hyvönen Hämäläinen Häkkinen
            Hänninen Ihalainen Ikonen Immonen Isotalo Jaakkola Jalonen Jokela Jokinen Juntunen Jussila Järvelä
            Järvinen Kainulainen Kallio Kangas Kanerva Kankaanpää Karhu Karjalainen Karppinen Karvonen Kauppila
            Kauppinen Keinänen Kemppainen Keränen Ketola Kettunen Kinnunen Kiiskinen Kivelä Kivinen Koistinen Kokko
            Kokkonen Kolehmainen Kontio Korhonen Koskela Koskinen Kujala Kuusela Kuusisto Kukkonen Kurki Kyllönen
            Kärkkäinen Laakso Laaksonen Laine Laitinen Lampinen Lappalainen Latvala Launonen Lehtinen Lehto Lehtola
            Lehtonen Leinonen Leino Leppänen Leskinen Lindroos Linna Luukkonen Luoma Mattila Martikainen Marttila
            Mikkola Mikkonen Miettinen Moilanen Mustonen Myllymäki Mäenpää Mäkelä Mäki Mäkinen Männistö Määttä
            Naumanen Nevalainen Niemelä Niemi Nieminen Niskanen Nissinen Nousiainen Nurmi Nurminen Nuutinen Nykänen
            Närhi Oikarinen Ojala Oksanen Ollikainen Paananen Paavola Pakarinen Palonen Parkkinen Partanen Pasanen
            Pekkarinen Pelkonen Peltola Peltonen Pennanen Penttilä Pesonen Pietilä Pitkänen Pulkkinen Puustinen
            Pöllänen Pöyhönen Raatikainen Rajala Rantala Rantanen Rautiainen Rissanen Ristola Ronkainen Rossi
            Ruotsalainen Räsänen Saari Saarela Saarinen Sainio Salmi Salmela Salminen Salo Salonen Savolainen
            Seppälä Seppänen Siltala Silvennoinen Sipilä Sippola Sirola Soininen Suhonen Suominen Syrjälä Takala
            Tarvainen Tiainen Tikkanen Toivanen Toivonen Torvinen Tuominen Tuomi Turunen Tolvanen Törmänen Uotila
            Uusitalo Vainio Valkonen Vanhanen Vartiainen Vehviläinen Venäläinen Vesterinen Viitala Virtanen
            Voutilainen Vuorela Vuorinen Väisänen Väänänen Ylinen Yli-Mäyry Ylönen Äijälä Äyräväinen Öhman Östring
            """)
}
