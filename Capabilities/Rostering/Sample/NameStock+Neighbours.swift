/// Names of the indigenous people and of the nearest countries.
extension Sample.NameStock {
    static let sami = Sample.NameStock(
        girls: """
            Áile Ánne Biret Biret-Ánne Elle Elle-Máret Gáddjá Inga Inger-Elle Iŋgá Káre Máret Márjá Niilá Rávdná
            Risten Sárá Sire Ulla-Máret
            """,
        boys: """
            Ánte Ántte Áslat Biera Heaika Iisko Issát Juhán Juhán-Ánde Jovnna Lásse Máhtte Mihkkal Nils-Heaika
            Niillas Oula Piera Sámmol Uvlla
            """,
        families: """
            Aikio Aikio-Guttorm Aslaksen Guttorm Hirvasvuopio Holmberg Jomppanen Kitti Kuuva Labba Länsman Magga
            Mattus Morottaja Nuorgam Näkkäläjärvi Paltto Porsanger Pieski Sara Saijets Valle Valkeapää West
            """)

    static let estonian = Sample.NameStock(
        girls: """
            Anete Annabel Eliise Emma Gerda Hanna Helena Johanna Kaisa Kertu Kristiina Laura Lenna Liisbet Lisandra
            Liis Loore Maarja Marta Mia Mirtel Nele Piret Saskia Triinu
            """,
        boys: """
            Andres Artur Erik Hendrik Henri Hugo Jaan Karl Kaspar Kaur Kristjan Kristofer Marten Mart Mattias Oskar
            Priit Rasmus Rainer Robin Sander Siim Taavi Tanel Uku
            """,
        women: """
            Anneli Anu Epp Eve Helen Kadri Katrin Kerli Kersti Krista Külli Liina Merle Monika Piret Riina Signe
            Tiiu Õnne
            """,
        men: """
            Aivar Ain Andrus Arvo Indrek Jaanus Kalev Margus Marek Meelis Raivo Rein Sulev Tarmo Toomas Urmas Üllar
            Ülo
            """,
        families: """
            Aas Ilves Jõgi Kask Kaasik Kallas Kivi Kikkas Koppel Kruus Kuusk Laas Leppik Lepik Luik Mägi Männik Org
            Pärn Põder Raudsepp Rebane Rätsep Saar Sepp Sild Tamm Teder Toom Tõnisson Vaher Õunapuu
            """)

    static let russian = Sample.NameStock(
        girls: """
            Aleksandra Alina Alisa Anastasia Anna Arina Darja Diana Ekaterina Elizaveta Eva Jana Ksenia Kira Marija
            Milana Olesja Polina Sofia Ulijana Valeria Varvara Veronika Viktoria Zlata
            """,
        boys: """
            Aleksandr Aleksei Andrei Anton Arseni Artjom Daniil Denis Dmitri Egor Fjodor Filipp Gleb Ilja Ivan
            Kirill Konstantin Lev Maksim Mark Matvei Mihail Nikita Roman Saša Timofei
            """,
        women: """
            Elena Galina Inna Irina Jelena Julia Larisa Lidia Ljudmila Marina Nadežda Natalia Oksana Olga Svetlana
            Tatjana Vera Žanna
            """,
        men: """
            Aleksandr Anatoli Boris Dmitri Evgeni Igor Ilja Juri Konstantin Maksim Nikolai Oleg Pavel Sergei
            Stanislav Vadim Viktor Vladimir Vjatšeslav
            """,
        families: """
            Abramov Belov Bogdanov Denisov Egorov Fedorov Golubev Gromov Ivanov Karpov Kovaljov Krylov Kuznetsov
            Lebedev Makarov Medvedev Morozov Nikitin Novikov Orlov Pavlov Petrov Popov Romanov Semjonov Smirnov
            Sokolov Solovjov Stepanov Šilov Tšernov Vasiljev Volkov Zaitsev Žukov
            """,
        further: .none)

    static let ukrainian = Sample.NameStock(
        girls: """
            Alina Anastasiia Bohdana Daryna Diana Kateryna Khrystyna Kira Kvitka Liliia Marharyta Mariia Milana
            Myroslava Oleksandra Polina Sofiia Solomiia Veronika Viktoriia Yeva Zlata
            """,
        boys: """
            Andrii Artem Bohdan Danylo Davyd Denys Dmytro Illia Kyrylo Lev Maksym Mark Matvii Mykhailo Nazar
            Oleksandr Ostap Platon Taras Tymofii Yehor
            """,
        women: """
            Alla Halyna Hanna Inna Iryna Larysa Liudmyla Nadiia Nataliia Oksana Olena Olha Svitlana Tetiana Yuliia
            """,
        men: """
            Andrii Bohdan Ihor Ivan Mykola Oleh Oleksii Pavlo Petro Roman Ruslan Serhii Vasyl Viktor Volodymyr Yurii
            """,
        families: """
            Bondarenko Boiko Chornovil Havryliuk Hnatiuk Ivanchenko Klymenko Kovalenko Kovalchuk Kravchenko Kravets
            Lysenko Marchenko Melnyk Moroz Oliinyk Panchenko Petrenko Polishchuk Rudenko Savchenko Shevchuk Shvets
            Sydorenko Tkachenko Tkachuk Tymoshchuk Vasylenko Yaremchuk Zakharchenko
            """,
        further: .none)
}
